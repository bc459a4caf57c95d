/** SVG elements as text. Every picture is 800 by 800; things stand on a floor at y = 620 around x = 400. */

export const FLOOR = 620;

/** A filled path. */
export const path = (fill: string, d: string): string => `<path fill="${fill}" d="${d}"/>`;

/** A drawn line with round ends. */
export const stroke = (colour: string, width: number, d: string): string =>
  `<path fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`;

/** A rectangle, its corners rounded by `r`. */
export const box = (fill: string, x: number, y: number, width: number, height: number, r = 0): string =>
  `<rect fill="${fill}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}"/>`;

export const disc = (fill: string, cx: number, cy: number, rx: number, ry = rx): string =>
  `<ellipse fill="${fill}" cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}"/>`;

/** The same elements, turned by `degrees` around a point. */
export const turned = (degrees: number, cx: number, cy: number, ...elements: string[]): string =>
  `<g transform="rotate(${degrees} ${cx} ${cy})">${elements.join('')}</g>`;

/** The same elements, see-through. */
export const faint = (opacity: number, ...elements: string[]): string =>
  `<g opacity="${opacity}">${elements.join('')}</g>`;
