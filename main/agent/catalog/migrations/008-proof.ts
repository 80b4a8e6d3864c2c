/**
 * What is proven to come back: of each pack of a target's repository when it was last read back and verified (null if never), and of
 * each plan on a target how its last test-restores ended.
 */
export const proof = `
CREATE TABLE pack_proofs (
  target_id TEXT NOT NULL,
  pack TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  proven_at INTEGER,
  PRIMARY KEY (target_id, pack)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_proofs (
  plan_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (plan_id, target_id)
) STRICT, WITHOUT ROWID;
`;
