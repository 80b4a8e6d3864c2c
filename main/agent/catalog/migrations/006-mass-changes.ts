/** Warnings about an unusual change, until somebody has looked at them: at most one for a plan on a target. */
export const massChanges = `
CREATE TABLE mass_changes (
  plan_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (plan_id, target_id)
) STRICT, WITHOUT ROWID;
`;
