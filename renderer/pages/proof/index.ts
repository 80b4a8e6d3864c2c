import { IconShieldCheck } from "@tabler/icons-react";
import { text } from "../../../shared/words/index.ts";
import { definePage, paths } from "../../navigation/index.ts";

export const proofPage = definePage({
  path: paths.proof,
  title: text("Proof"),
  icon: IconShieldCheck,
  inNavigation: 45,
  load: async () => (await import("./proof-page.tsx")).ProofPage,
});
