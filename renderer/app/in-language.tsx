import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect, useSyncExternalStore } from "react";
import { spokenLocale } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { chooseLanguage, onLanguage } from "./language.ts";

/** Keeps to the language that the agent knows to be chosen. When it changes, all that is shown is said anew. */
export function InLanguage({ children }: { readonly children: ReactNode }): ReactNode {
  const choice = useQuery(api.preferences.get.queryOptions()).data?.language;
  useEffect(() => {
    if (choice !== undefined) void chooseLanguage(choice);
  }, [choice]);
  const locale = useSyncExternalStore(onLanguage, spokenLocale);
  return <Fragment key={locale}>{children}</Fragment>;
}
