import { describe, expect, it } from "vitest";
import { accessFromOptions } from "./connection-options.ts";
import { placeAt } from "./repository-location.ts";

describe("a value of a connection given with -o", () => {
  it("has restic's name, or that of the field", () => {
    const options = ["s3.region=eu-west-1", "S3.bucket-lookup=path", "s3.lockDays=30"];
    expect(accessFromOptions("s3", options)).toEqual({ region: "eu-west-1", bucketLookup: "path", lockDays: "30" });
  });

  it("for another kind of place does not count", () => {
    expect(accessFromOptions("sftp", ["s3.region=eu-west-1", "sftp.connections=2"])).toEqual({ connections: "2" });
  });

  it("that nobody knows is refused, with those that are known", () => {
    expect(() => accessFromOptions("sftp", ["sftp.speed=9"])).toThrow(
      "There is no option “sftp.speed” for sftp places.",
    );
  });

  it("is refused if it is secret, and not repeated", () => {
    const given = () => accessFromOptions("rest", ["rest.password=Sesame"]);
    expect(given).toThrow("can be seen by every user");
    expect(given).toThrow(expect.objectContaining({ hint: "Put it into the variable RESTIC_REST_PASSWORD." }));
    expect(given).not.toThrow("Sesame");
    expect(() => accessFromOptions("rest", ["Sesame"])).not.toThrow("Sesame");
  });
});

describe("what is said of a connection", () => {
  it("does not concern a folder", () => {
    const env = { AWS_SECRET_ACCESS_KEY: "Sesame" };
    expect(placeAt("/media/blue", ["s3.region=x"], env)).toEqual({ location: "/media/blue", access: {} });
  });
});
