declare const IS_TEXT: unique symbol;

/** An English text that is said later: `say` takes it, and the check of the dictionaries knows it. */
export type Text = string & { readonly [IS_TEXT]: true };

/** Marks a text where it stands, in a table or a definition, so that it can be said when it is shown. */
export function text(message: string): Text {
  // A brand that only types know of.
  return message as Text;
}
