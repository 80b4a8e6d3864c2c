/**
 * Which folders changed, and from where on each plan counts. Paths are byte strings (see the engine's names), which any name has
 * and which sort as bytes do. `journal_position` has one row: the number of the last change, kept when the rows it numbered go.
 */
export const journal = `
CREATE TABLE journal (
  path TEXT NOT NULL,
  scope TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (path, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_position (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO journal_position (id, seq) VALUES (1, 0);

CREATE TABLE baselines (
  plan_id TEXT NOT NULL,
  target_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  snapshot_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (plan_id, target_id, kind)
) STRICT, WITHOUT ROWID;
`;
