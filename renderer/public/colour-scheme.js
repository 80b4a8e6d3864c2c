// Runs before the first paint, so that a dark room is not lit up. A file of its own: the page allows no inline scripts.
// The key is the one of app/colour-scheme.ts.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("holdfast-colour-scheme") || "auto";
  } catch {
    // No storage in this browser: what the system says.
  }
  const prefersDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = chosen === "light" || chosen === "dark" ? chosen : prefersDark ? "dark" : "light";
  document.documentElement.setAttribute("data-mantine-color-scheme", scheme);
})();
