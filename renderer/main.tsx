import "@mantine/core/styles.css";
import "./app/global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, shareNonce, startLanguage } from "./app/index.ts";
import { startLive } from "./client/index.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
shareNonce();
startLive();
await startLanguage();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
