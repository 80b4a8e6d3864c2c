export { IndexClient } from "./index-client.ts";
export { Indexer } from "./indexer.ts";
export { Inspection } from "./inspection.ts";
export { Search } from "./search.ts";
