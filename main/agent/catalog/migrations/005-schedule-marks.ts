/** When each schedule of a plan was last due. `due` is the moment it counts from, for the times that `times` says in JSON. */
export const scheduleMarks = `
CREATE TABLE schedule_marks (
  schedule_id TEXT NOT NULL PRIMARY KEY,
  due INTEGER NOT NULL,
  times TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
