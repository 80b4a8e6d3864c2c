import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { contract } from "../../../../shared/api/index.ts";

/** The description of `/api` for programs, as OpenAPI 3.1. */
export type Spec = Awaited<ReturnType<OpenAPIGenerator["generate"]>>;

const DESCRIPTION =
  "All that the window and the command line do, for scripts. Send “Authorization: Bearer SECRET”; the secret of this life " +
  "of the agent is in agent.json in Holdfast’s data folder. Expected failures come with status 422, a stable code, a message and a hint.";

export function makeSpec(version: string): Promise<Spec> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: { title: "Holdfast", version, description: DESCRIPTION },
    servers: [{ url: "/api" }],
  });
}
