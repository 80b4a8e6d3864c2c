export { basicAuth } from "./basic-auth.ts";
export { lengthOf, passOver, readBody } from "./body.ts";
export { translateStatus } from "./status.ts";
export {
  flatHeaders,
  type WebAnswer,
  WebClient,
  type WebRequest,
  type WebSettings,
  type WebTransport,
} from "./web-client.ts";
