/** Where pages are and how one is declared. */
export { definePage, type PageDefinition } from "./define-page.ts";
export { fromAddress, startFolder, toAddress } from "./folder-address.ts";
export { paths } from "./paths.ts";
export { NoSuchPage, useParam } from "./use-param.ts";
