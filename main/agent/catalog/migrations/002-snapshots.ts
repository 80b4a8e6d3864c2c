/** What is known of the snapshots on each target, so that lists answer while a target is away. */
export const snapshots = `
CREATE TABLE snapshots (
  target_id TEXT NOT NULL,
  id TEXT NOT NULL,
  plan_id TEXT,
  time INTEGER NOT NULL,
  record TEXT NOT NULL,
  UNIQUE (target_id, id)
) STRICT;
CREATE INDEX snapshots_by_time ON snapshots (target_id, time);
CREATE INDEX snapshots_by_plan ON snapshots (target_id, plan_id, time);
`;
