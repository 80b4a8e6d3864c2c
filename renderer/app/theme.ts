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
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
    Paper: { defaultProps: { radius: "lg" } },
  },
});

/** Colours that Mantine has no name for. Each pair of text and ground has a contrast of 4.5 at least. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfaf8",
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
    "--holdfast-accent-text": "#0a585d",
  },
  dark: {
    "--mantine-color-body": "#181715",
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
    "--holdfast-accent-text": "#8fd2d4",
  },
});
