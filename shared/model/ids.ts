import { z } from "zod";

/** Ids of what the agent keeps. The agent makes them; everything else hands them on as they are. */
export const PlanId = z.uuid().brand<"PlanId">();
export type PlanId = z.infer<typeof PlanId>;

export const TargetId = z.uuid().brand<"TargetId">();
export type TargetId = z.infer<typeof TargetId>;

export const ScheduleId = z.uuid().brand<"ScheduleId">();
export type ScheduleId = z.infer<typeof ScheduleId>;

export const RunId = z.uuid().brand<"RunId">();
export type RunId = z.infer<typeof RunId>;

/** A snapshot's id in its repository: 64 hexadecimal digits. */
export const SnapshotId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<"SnapshotId">();
export type SnapshotId = z.infer<typeof SnapshotId>;
