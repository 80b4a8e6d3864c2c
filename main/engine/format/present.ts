/** What T is once its undefined fields are left out. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without its undefined fields, so that a decoded object has only what was stored. */
export function present<T extends object>(fields: T): Present<T> {
  const found: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) found[key] = fields[key];
  // Without the undefined ones, each field is either absent or of its remaining type.
  return found as Present<T>;
}
