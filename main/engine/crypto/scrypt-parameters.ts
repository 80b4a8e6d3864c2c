/** How dear it is to try a password: N (a power of two) and r set the memory, p multiplies the time. */
export interface ScryptParameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export type SaltedParameters = ScryptParameters & { readonly salt: Uint8Array };
