import { workerData } from "node:worker_threads";
import { type LaneWork, mixBlocks } from "./scrypt-lanes.ts";

// The program of the threads that scrypt-threads.ts starts: each mixes what it is given, and ends.
mixBlocks(workerData as LaneWork); // they are started with nothing else
