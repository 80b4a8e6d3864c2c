import { localStorageColorSchemeManager } from "@mantine/core";

/** The key is also in public/colour-scheme.js, which runs before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: "holdfast-colour-scheme" });
