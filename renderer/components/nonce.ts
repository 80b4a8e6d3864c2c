/** The nonce of this page: the content security policy lets only styles in that carry it. */
export function styleNonce(): string {
  return document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}

/** Tells it to a package of Mantine's that locks scrolling behind a dialog and asks for the nonce under this name. */
export function shareNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
