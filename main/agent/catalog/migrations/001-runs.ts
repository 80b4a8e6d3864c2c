/**
 * What ran. A record is the whole run as JSON; the columns beside it are what lists are sorted and chosen by. Problems are
 * counted exactly and kept up to a limit.
 */
export const runs = `
CREATE TABLE runs (
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  plan_id TEXT,
  target_id TEXT,
  is_active INTEGER NOT NULL,
  queued_at INTEGER NOT NULL,
  ended_at INTEGER,
  record TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_time ON runs (is_active, queued_at);
CREATE INDEX runs_by_plan ON runs (plan_id, is_active, queued_at);
CREATE INDEX runs_by_target ON runs (target_id, is_active, queued_at);
CREATE INDEX runs_by_kind ON runs (kind, is_active, queued_at);
CREATE INDEX backups_by_end ON runs (plan_id, target_id, ended_at) WHERE kind = 'backup' AND is_active = 0;

CREATE TABLE run_problems (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  cause TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_problems_by_cause ON run_problems (run_id, cause, number);

CREATE TABLE run_problem_counts (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  cause TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (run_id, cause)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_notes (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (run_id, number)
) STRICT, WITHOUT ROWID;
`;
