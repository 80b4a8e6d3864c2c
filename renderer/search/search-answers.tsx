import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId } from "react";
import type { SearchHit } from "../../shared/model/index.ts";
import { say } from "../../shared/words/index.ts";
import { api } from "../client/index.ts";
import { ErrorNote } from "../components/index.ts";
import { type PageDefinition, paths } from "../navigation/index.ts";
import { Found } from "./found.tsx";
import { IndexNote } from "./index-note.tsx";
import { placesFor } from "./places-for.ts";
import classes from "./search.module.css";
import { useFound } from "./use-found.ts";

/** In the dialog; the page has all. */
const SHOWN = 8;

interface SearchAnswersProps {
  readonly text: string;
  readonly pages: readonly PageDefinition[];
  readonly onClose: () => void;
  /** Other things are found than before. */
  readonly onChanged: () => void;
  readonly onRestore: (hit: SearchHit) => void;
}

/** Below the field: files first, then places of the window. */
export function SearchAnswers({ text, pages, onClose, onChanged, onRestore }: SearchAnswersProps): ReactNode {
  const places = placesFor(text, pages);
  return (
    <div className={classes.answers}>
      {text.trim() !== "" && <Files text={text.trim()} {...{ onClose, onChanged, onRestore }} />}
      {places.length > 0 && (
        <Group title={say("Go to")}>
          {places.map(({ to, name, icon: Icon }) => (
            <li key={to} className={classes.found}>
              <Icon size={20} stroke={1.5} aria-hidden className={classes.kind} />
              <Link to={to} className={classes.name} onClick={onClose} data-item>
                {name}
              </Link>
            </li>
          ))}
        </Group>
      )}
    </div>
  );
}

type FilesProps = Omit<SearchAnswersProps, "pages">;

function Files({ text, onClose, onChanged, onRestore }: FilesProps): ReactNode {
  const found = useFound(text, SHOWN);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the hits are others, and only then
  useEffect(onChanged, [found.data]);
  const targets = useQuery(api.targets.list.queryOptions());
  if (found.isError && found.data === undefined) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return <Text c="dimmed">{say("Searching…")}</Text>;
  const { hits, hasMore, state } = found.data;
  const nameOf = (hit: SearchHit): string | undefined =>
    (targets.data ?? []).length < 2
      ? undefined
      : targets.data?.find(({ target }) => target.id === hit.targetId)?.target.name;
  return (
    <Group title={say("Files")}>
      {hits.map((hit) => (
        <Found
          key={`${hit.targetId} ${hit.planId ?? ""} ${hit.path}`}
          {...{ hit, search: text, targetName: nameOf(hit), onOpen: onClose, onRestore }}
        />
      ))}
      {hits.length === 0 && (
        <li>
          <Text size="sm">{say("No file of this name is in any snapshot.")}</Text>
        </li>
      )}
      {hasMore && (
        <li className={classes.found}>
          <Link to={paths.search} search={{ text }} className={classes.name} onClick={onClose} data-item>
            {say("All that is found for “{text}”", { text })}
          </Link>
        </li>
      )}
      <li className={classes.note}>
        <IndexNote state={state} />
      </li>
    </Group>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Text id={id} component="h3" size="xs" fw={650} c="dimmed" className={classes.group}>
        {title}
      </Text>
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
