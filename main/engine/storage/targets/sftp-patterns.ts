/**
 * Whether a host is meant by a list of patterns, as `Host` lines and known_hosts files have them: `*` and `?`, and `!` before one
 * that is not meant whatever else says so.
 *
 * @see ssh_config(5), “PATTERNS”
 */
export function isMeant(patterns: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  const matching = patterns.filter((pattern) => matches(pattern.replace(/^!/, "").toLowerCase(), name));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith("!"));
}

/** In steps that never go back further than the last `*`, so that no pattern can make it slow. */
function matches(pattern: string, name: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let place = 0; place < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resume = place;
    } else if (pattern[at] === "?" || pattern[at] === name[place]) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      place = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
