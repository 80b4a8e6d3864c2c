import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

/** Every colour, size and font of the window is decided here. State colours are for state only. */

const sea: MantineColorsTuple = [
  "#eaf6f6",
  "#d5ebeb",
  "#a8d6d7",
  "#79c1c3",
  "#52aeb1",
  "#389ca0",
  "#1f8085",
  "#0f6a70",
  "#0a585d",
  "#06454a",
];

/** Warm, light to dark. */
const gray: MantineColorsTuple = [
  "#faf9f7",
  "#f4f2ee",
  "#e9e6e0",
  "#dcd8d0",
  "#c6c1b7",
  "#9c968b",
  "#666159",
  "#514c45",
  "#3a3631",
  "#24211e",
];

const dark: MantineColorsTuple = [
  "#e6e3dd",
  "#cbc7bf",
  "#aaa59b",
  "#7d7870",
  "#4a4640",
  "#3a3733",
  "#2a2826",
  "#1e1d1b",
  "#181715",
  "#121110",
];

const SYSTEM_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';
const MONO_FONT = 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "DejaVu Sans Mono", Menlo, monospace';

export const theme = createTheme({
  colors: { sea, gray, dark },
  primaryColor: "sea",
  primaryShade: { light: 7, dark: 7 },
  black: "#24211e",
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: MONO_FONT,
  headings: { fontFamily: SYSTEM_FONT, fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: true,
  components: {
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, transitionProps: { duration: 100 } } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 150 },
        styles: { title: { fontWeight: 650, fontSize: 18 } },
        // A dialog's head is a <header>, which outside of the page's own parts would be a second banner.
        attributes: { header: { role: "none" } },
      },
    },
    // A link within words must be told from them without colour.
    Anchor: { defaultProps: { underline: "always" } },
    Paper: { defaultProps: { radius: "lg" } },
  },
});

/** What Mantine paints softly (alerts, light and subtle buttons) takes our tints: its own are loud in the dark. */
const MANTINE_TINTS = {
  "--mantine-color-sea-light": "var(--holdfast-accent-soft)",
  "--mantine-color-sea-light-hover": "var(--holdfast-accent-soft-hover)",
  "--mantine-color-sea-light-color": "var(--holdfast-accent-text)",
  "--mantine-color-red-light": "var(--holdfast-bad-soft)",
  "--mantine-color-red-light-hover": "var(--holdfast-bad-soft)",
  "--mantine-color-red-light-color": "var(--holdfast-bad)",
  "--mantine-color-red-filled": "#a3231a",
  "--mantine-color-red-filled-hover": "#8a1c14",
  "--mantine-color-yellow-light": "var(--holdfast-warn-soft)",
  "--mantine-color-yellow-light-color": "var(--holdfast-warn)",
  "--mantine-color-orange-light": "var(--holdfast-warn-soft)",
  "--mantine-color-orange-light-color": "var(--holdfast-warn)",
  "--mantine-color-green-light": "var(--holdfast-good-soft)",
  "--mantine-color-green-light-color": "var(--holdfast-good)",
} as const;

/** Colours that Mantine has no name for. Each pair of text and ground has a contrast of 4.5 at least. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfaf8",
    ...MANTINE_TINTS,
    "--holdfast-surface": "#ffffff",
    "--holdfast-line": "#e4e0d9",
    "--holdfast-hover": "#f1eee9",
    "--holdfast-good": "#19663a",
    "--holdfast-good-soft": "#e4f3e9",
    "--holdfast-warn": "#855000",
    "--holdfast-warn-soft": "#fbf0dc",
    "--holdfast-bad": "#a3231a",
    "--holdfast-bad-soft": "#fcebe8",
    "--holdfast-accent-soft": "#e3f1f1",
    "--holdfast-accent-soft-hover": "#d3e8e8",
    "--holdfast-accent-text": "#0a585d",
    "--holdfast-bar": "#0f6a70",
  },
  dark: {
    "--mantine-color-body": "#181715",
    ...MANTINE_TINTS,
    "--mantine-color-anchor": "var(--holdfast-accent-text)",
    "--mantine-color-error": "var(--holdfast-bad)",
    "--holdfast-surface": "#211f1d",
    "--holdfast-line": "#383531",
    "--holdfast-hover": "#2d2a27",
    "--holdfast-good": "#84d6a2",
    "--holdfast-good-soft": "#173324",
    "--holdfast-warn": "#f1bd68",
    "--holdfast-warn-soft": "#3b2c10",
    "--holdfast-bad": "#ffa395",
    "--holdfast-bad-soft": "#46201b",
    "--holdfast-accent-soft": "#143638",
    "--holdfast-accent-soft-hover": "#1a4346",
    "--holdfast-accent-text": "#8fd2d4",
    "--holdfast-bar": "#52aeb1",
  },
});
