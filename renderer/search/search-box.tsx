import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { say } from "../../shared/words/index.ts";
import type { PageDefinition } from "../navigation/index.ts";
import classes from "./search.module.css";

// Fetched when it is near: the first page does without.
const load = () => import("./search-dialog.tsx");
const SearchDialog = lazy(async () => ({ default: (await load()).SearchDialog }));

const NEARLY_IDLE_MS = 2000;

/** In the header of every page: opens the search, as Ctrl+K and Cmd+K do from anywhere. */
export function SearchBox({ pages }: { readonly pages: readonly PageDefinition[] }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    // Once the page itself has come, so that no key that follows Ctrl+K is lost.
    const timer = setTimeout(() => void load(), NEARLY_IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
  // Also while a field has the focus.
  useHotkeys([["mod+K", () => setIsOpen(true)]], []);
  return (
    <>
      <button
        type="button"
        className={classes.box}
        aria-keyshortcuts="Control+K Meta+K"
        aria-haspopup="dialog"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setIsOpen(true)}
      >
        <IconSearch size={18} aria-hidden />
        <span className={classes.hint}>{say("Find a file")}</span>
        <kbd className={classes.keys}>{isApple() ? "⌘K" : say("Ctrl+K")}</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <SearchDialog pages={pages} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
