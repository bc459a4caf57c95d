/** The colours of one picture, as hex: five steps of one hue and one that stands against it. */
export interface Palette {
  readonly paper: string;
  readonly backdrop: string;
  readonly light: string;
  readonly main: string;
  readonly dark: string;
  readonly accent: string;
}

/** Paper, backdrop, light, main, dark, accent. */
const PALETTES: readonly (readonly [string, string, string, string, string, string])[] = [
  ['#fbf3ec', '#f2d9c4', '#f0b48f', '#d97b4f', '#8c4327', '#2f6f6b'],
  ['#f1f5ec', '#d5e2c6', '#b4cd9d', '#7a9d62', '#43603a', '#d9824b'],
  ['#edf2f7', '#cbdbe9', '#9dbcd8', '#4c7ca8', '#26466a', '#e2a33f'],
  ['#fdf6e3', '#f6e2ae', '#f3cd72', '#dca432', '#8a5f14', '#4a6a8a'],
  ['#f7f0f5', '#e6d0df', '#cfa6c3', '#9b6289', '#5b3350', '#d9a441'],
  ['#f2f1ef', '#dad7d2', '#b9b4ac', '#6f6a63', '#3a3733', '#cf6a45'],
  ['#eaf5f4', '#c3e0dd', '#8cc5bf', '#3d8f88', '#1f5652', '#e08a5b'],
  ['#fbf0f0', '#f1d0d0', '#e6a8a9', '#c96568', '#7c3034', '#44706c'],
  ['#f6f2ea', '#e6dac3', '#d3bf9b', '#a98a58', '#67502d', '#51758f'],
  ['#eef1f8', '#d1d9ee', '#a9b7de', '#6577b6', '#36447a', '#e39b57'],
];

/** The palette number `index`, counted round. */
export function paletteOf(index: number): Palette {
  const [paper, backdrop, light, main, dark, accent] = PALETTES[index % PALETTES.length]!;
  return { paper, backdrop, light, main, dark, accent };
}
