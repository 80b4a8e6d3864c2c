import { randomBytes } from "node:crypto";

/** A new number for the styles and scripts of one answer. */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}

/**
 * What every answer carries, refusals too: nothing is loaded from elsewhere, no other page may frame, read or embed it, and
 * nothing is kept in a cache. There are no CORS headers on purpose.
 */
export function securityHeaders(nonce: string): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": contentPolicy(nonce),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
  };
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}
