import { IconShieldCheck } from "@tabler/icons-react";
import { definePage, paths } from "../../navigation/index.ts";

export const proofPage = definePage({
  path: paths.proof,
  title: "Proof",
  icon: IconShieldCheck,
  inNavigation: 45,
  load: async () => (await import("./proof-page.tsx")).ProofPage,
});
