import { Group, Loader, Text } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

const PATIENCE_MS = 300;

/** A wait that says what for. Quick answers never show it, so that nothing flickers. */
export function Loading({ what }: { what: string }): ReactNode {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Group gap="sm" role="status" mih={40} data-loading>
      {isSlow && (
        <>
          <Loader size="sm" aria-hidden />
          <Text c="dimmed">{what}</Text>
        </>
      )}
    </Group>
  );
}
