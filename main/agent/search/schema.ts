/**
 * The index of names. It can be thrown away at any time (docs/adr/0012), so a new form needs no migration: another number at the
 * front of a step makes a new file. See the README for what the words mean.
 *
 * - `lines`: snapshots one after the other, of one plan (or host and folders) on one target, oldest first. `root` is the key of
 *   the newest root tree that was taken in wholly. Ids are never used twice: spans outlive their line for a while.
 * - `names`: each different name once; `name` is null where its bytes are those of `folded`.
 * - `paths`: a name in a folder; 0 is the root. A folder's id is smaller than those of what is in it.
 * - `spans`: from the snapshot `first` to `last` of a line, a path had this content; with `last` = 0 it still has. Folders have
 *   one span as long as they are there, with the key of their tree as it was last taken in wholly, or 0.
 */
export const SCHEMA: readonly string[] = [
  `
CREATE TABLE lines (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  target TEXT NOT NULL,
  series TEXT NOT NULL,
  root INTEGER NOT NULL,
  last INTEGER NOT NULL,
  head_time INTEGER NOT NULL
) STRICT;

CREATE TABLE snapshots (
  line INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  time INTEGER NOT NULL,
  tree INTEGER NOT NULL,
  is_whole INTEGER NOT NULL,
  PRIMARY KEY (line, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE names (
  id INTEGER PRIMARY KEY,
  name BLOB,
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX names_by_folded ON names (folded);
CREATE VIRTUAL TABLE grams USING fts5(
  folded, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE paths (
  id INTEGER PRIMARY KEY,
  parent INTEGER NOT NULL,
  name INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX paths_by_parent ON paths (parent, name);
CREATE INDEX paths_by_name ON paths (name);

CREATE TABLE spans (
  path INTEGER NOT NULL,
  line INTEGER NOT NULL,
  last INTEGER NOT NULL,
  first INTEGER NOT NULL,
  type INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  content INTEGER NOT NULL,
  PRIMARY KEY (path, line, last)
) STRICT, WITHOUT ROWID;

CREATE TABLE totals (id INTEGER PRIMARY KEY CHECK (id = 1), paths INTEGER NOT NULL, spans INTEGER NOT NULL) STRICT;
INSERT INTO totals (id, paths, spans) VALUES (1, 0, 0);

CREATE TABLE sweep (id INTEGER PRIMARY KEY CHECK (id = 1), next INTEGER NOT NULL) STRICT;
`,
];
