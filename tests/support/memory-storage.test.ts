import { describeStorage } from "../conformance/storage-suite.ts";
import { MemoryStorage } from "./memory-storage.ts";

describeStorage("MemoryStorage", async () => {
  const storage = new MemoryStorage();
  return { storage, plant: (path, bytes) => storage.plant(path, bytes) };
});
