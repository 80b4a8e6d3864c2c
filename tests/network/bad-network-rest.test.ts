import { restServer, startRestServer } from "../support/rest-server.ts";
import { describeKind } from "./bad-network.ts";

const LOGIN = { user: "ada", password: "never told 4711" };

describeKind("a REST server", restServer !== undefined, "restic-rest-server", async () => {
  const server = await startRestServer({ login: LOGIN });
  return {
    ...{ protocol: "http", port: server.port, secrets: [LOGIN.password], access: LOGIN },
    location: (port) => `rest:http://127.0.0.1:${port}/repository/`,
    stop: () => server.stop(),
  };
});
