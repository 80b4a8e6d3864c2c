import { PlanId, RunId, ScheduleId, SnapshotId, TargetId } from "../../../shared/model/index.ts";

/** Ids that are the same in every life of a staged agent, so that addresses of pages can be written down. */
const uuid = (group: number, number: number): string =>
  `${String(group).padStart(8, "0")}-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

export const planId = (number: number): PlanId => PlanId.parse(uuid(1, number));
export const targetId = (number: number): TargetId => TargetId.parse(uuid(2, number));
export const runId = (number: number): RunId => RunId.parse(uuid(3, number));
export const scheduleId = (number: number): ScheduleId => ScheduleId.parse(uuid(4, number));
export const snapshotId = (number: number): SnapshotId =>
  SnapshotId.parse((number * 2_654_435_761).toString(16).padStart(12, "a").repeat(6).slice(0, 64));
