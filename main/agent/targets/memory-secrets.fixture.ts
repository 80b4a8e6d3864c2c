import type { OpenedSecrets } from "../../platform/index.ts";

/** Secrets that are gone with the test. */
export class MemorySecrets implements OpenedSecrets {
  readonly where = "the test's memory";
  readonly kept = new Map<string, string>();

  async get(name: string): Promise<string | undefined> {
    return this.kept.get(name);
  }

  async set(name: string, secret: string): Promise<void> {
    this.kept.set(name, secret);
  }

  async remove(name: string): Promise<void> {
    this.kept.delete(name);
  }
}
