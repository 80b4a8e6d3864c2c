import type { WebTransport } from "../http/index.ts";
import { basicAuth, WebClient } from "../http/index.ts";
import { defineTarget, type ParsedLocation } from "../target.ts";
import { connectionsOf } from "./connections.ts";
import { RestConnection } from "./rest-connection.ts";
import { examineRest } from "./rest-examine.ts";
import { parseRest, type RestPlace } from "./rest-location.ts";
import { RestStorage } from "./rest-storage.ts";

const CONNECTIONS = 5;

/** A server that speaks restic's REST protocol: rest-server, and others. */
export const rest = defineTarget<RestPlace>({
  type: "rest",
  parse: parseRest,
  connect: openRest,
  examine: (place, signal) => examineRest(openRest(place), signal),
});

function openRest({ location, options, access }: ParsedLocation<RestPlace>): RestStorage {
  const { origin, path, socketPath } = options;
  const connections = connectionsOf(location, access, CONNECTIONS);
  const caFile = access["caFile"] ?? "";
  const transport: WebTransport = new WebClient({
    location,
    origin,
    connections,
    caFile,
    ...(socketPath && { socketPath }),
  });
  const settings = {
    ...{ location, transport, basePath: path, headers: basicAuth(location, access["user"], access["password"]) },
    accessHint:
      "Check the user name and the password. A server with a folder for each user takes only paths that begin with the user's name.",
  };
  return new RestStorage(new RestConnection(settings), connections);
}
