import type { IncomingMessage, ServerResponse } from "node:http";
import { SmartCoercionPlugin } from "@orpc/json-schema";
import { OpenAPIHandler } from "@orpc/openapi/node";
import { RPCHandler } from "@orpc/server/node";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { Router } from "../../../api/index.ts";
import { newNonce } from "../../window-page/index.ts";
import { makeSpec, type Spec } from "./spec.ts";
import { specPage } from "./spec-page.ts";
import { StreamGate } from "./streams.ts";

/** The contract's calls over HTTP: `/rpc` for oRPC's clients, `/api` for scripts, with its description. */
export class Calls {
  readonly #rpc: RPCHandler<Record<never, never>>;
  readonly #api: OpenAPIHandler<Record<never, never>>;
  readonly #version: string;
  #spec: Promise<Spec> | undefined;

  constructor(router: Router, version: string) {
    const { intercept } = new StreamGate();
    this.#rpc = new RPCHandler(router, { clientInterceptors: [intercept] });
    // In an address all is text; the plugin makes numbers and booleans of it where the contract has them.
    const coercion = new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] });
    this.#api = new OpenAPIHandler(router, { clientInterceptors: [intercept], plugins: [coercion] });
    this.#version = version;
  }

  /** @param request its body, if it has one, is parsed already @returns false if there is no such call */
  async answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const isRpc = path.startsWith("/rpc/");
    const { matched } = isRpc
      ? await this.#rpc.handle(request, response, { prefix: "/rpc" })
      : await this.#api.handle(request, response, { prefix: "/api" });
    return matched;
  }

  async spec(response: ServerResponse): Promise<void> {
    this.#spec ??= makeSpec(this.#version);
    const text = JSON.stringify(await this.#spec);
    response.writeHead(200, { "Content-Type": "application/json; charset=utf-8" }).end(text);
  }

  async specPage(response: ServerResponse, nonce = newNonce()): Promise<void> {
    this.#spec ??= makeSpec(this.#version);
    const text = specPage(await this.#spec, nonce);
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(text);
  }
}
