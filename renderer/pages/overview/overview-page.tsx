import type { ReactNode } from "react";
import { PageFrame } from "../../components/index.ts";

export function OverviewPage(): ReactNode {
  return <PageFrame title="Overview">{null}</PageFrame>;
}
