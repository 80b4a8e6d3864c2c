import { defineTarget, type ParsedLocation } from "../target.ts";
import { connectionsOf } from "./connections.ts";
import { parseRclone, type RclonePlace, remoteName } from "./rclone-location.ts";
import { RcloneTransport } from "./rclone-transport.ts";
import { RestConnection } from "./rest-connection.ts";
import { examineRest } from "./rest-examine.ts";
import { RestStorage } from "./rest-storage.ts";

const CONNECTIONS = 5;

/** Whatever rclone is set up for: it is started as a REST server that nobody else can reach. */
export const rclone = defineTarget<RclonePlace>({
  type: "rclone",
  parse: parseRclone,
  connect: openRclone,
  examine: (place, signal) => examineRest(openRclone(place), signal),
});

function openRclone({ location, options, access }: ParsedLocation<RclonePlace>): RestStorage {
  const connections = connectionsOf(location, access, CONNECTIONS);
  const program = access["program"] || "rclone";
  const { configFile = "", configPassword = "" } = access;
  const env = {
    ...(configFile !== "" && { RCLONE_CONFIG: configFile }),
    ...(configPassword !== "" && { RCLONE_CONFIG_PASS: configPassword }),
  };
  const secrets = [configPassword];
  const names = { program, remote: remoteName(options) };
  const transport = new RcloneTransport({ program, remote: options.remote, env, secrets }, names);
  return new RestStorage(new RestConnection({ location, basePath: "/", headers: {}, transport }), connections);
}
