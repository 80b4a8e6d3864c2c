/** A piece of a name, and whether it is part of what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Of accents nothing is left but the letter, one for one, so that places in the text stay as they are. */
function plain(text: string): string {
  return Array.from(text, (sign) => {
    const [letter = sign] = sign.normalize("NFD");
    const small = letter.toLowerCase();
    return small.length === sign.length ? small : sign;
  }).join("");
}

/** The pieces of a name, those marked that the words of a search are found in. A glob's fixed parts count as words. */
export function piecesOf(name: string, search: string): readonly Piece[] {
  const text = plain(name);
  const marks = new Array<boolean>(name.length).fill(false);
  for (const word of plain(search).split(/[\s*?/]+/)) {
    if (word === "") continue;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      marks.fill(true, at, at + word.length);
  }
  const pieces: Piece[] = [];
  for (let at = 0; at < name.length; ) {
    const isMatch = marks[at] === true;
    let end = at + 1;
    while (end < name.length && marks[end] === isMatch) end += 1;
    pieces.push({ text: name.slice(at, end), isMatch });
    at = end;
  }
  return pieces;
}
