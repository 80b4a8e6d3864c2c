/** What was last seen of each target, and what the user should know of the agent itself. */
export const factsAndNotices = `
CREATE TABLE target_facts (
  target_id TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notices (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_by_time ON notices (at);
`;
