/** `resident`: it stays, watches folders and begins runs by itself. `brief`: it does what it is asked, and ends. */
export type AgentStay = "resident" | "brief";
