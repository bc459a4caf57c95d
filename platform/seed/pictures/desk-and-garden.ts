import type { Palette } from './palette.ts';
import { box, disc, faint, path, stroke, turned } from './shapes.ts';

const LEAF = '#5d8a4a';
const LEAF_DARK = '#3f6a36';

/** What is drawn of things for desk and garden. */
export const deskAndGarden = {
  deskMat: ({ light, main, dark, accent, paper }: Palette) => [
    path(dark, 'M180 330 L660 330 L740 600 L100 600 Z'),
    path(main, 'M180 320 L660 320 L740 588 L100 588 Z'),
    faint(0.5, path(light, 'M196 334 L330 334 L270 574 L122 574 Z')),
    path(paper, 'M300 370 L480 370 L492 470 L284 470 Z'),
    path(dark, 'M520 420 Q560 380 600 420 L616 500 Q570 540 530 500 Z'),
    box(accent, 170, 540, 70, 24, 6),
    stroke(light, 6, 'M320 395 L460 395 M316 420 L464 420 M310 446 L400 446'),
  ],
  monitorStand: ({ light, main, dark, accent }: Palette) => [
    box(dark, 210, 150, 380, 240, 18),
    box(light, 228, 168, 344, 204, 8),
    path(accent, 'M228 372 L330 260 L400 330 L470 230 L572 372 Z'),
    box(dark, 380, 390, 40, 60),
    box(dark, 310, 440, 180, 18, 9),
    box(main, 130, 458, 540, 40, 12),
    box(dark, 170, 498, 36, 122),
    box(dark, 594, 498, 36, 122),
    box(light, 300, 560, 200, 60, 10),
  ],
  tray: ({ light, main, dark, accent, paper }: Palette) => [
    path(dark, 'M190 400 L610 400 L670 610 L130 610 Z'),
    path(main, 'M210 400 L590 400 L630 560 L170 560 Z'),
    faint(0.4, path(light, 'M210 400 L400 400 L400 560 L170 560 Z')),
    disc(paper, 480, 480, 60, 40),
    disc(dark, 480, 480, 34, 22),
    turned(-12, 300, 470, box(accent, 220, 456, 170, 24, 12), box(paper, 220, 456, 36, 24, 12)),
    stroke(light, 10, 'M320 510 C300 470 380 470 360 510 C350 530 330 530 320 510 L300 540'),
  ],
  bookends: ({ light, main, dark, accent, paper }: Palette) => [
    ...(
      [
        [250, 270, 60, main],
        [312, 230, 50, accent],
        [364, 290, 70, light],
        [436, 250, 54, main],
        [492, 210, 50, dark],
      ] as const
    ).map(
      ([x, y, width, fill]) =>
        box(fill, x, y, width, 610 - y, 6) + box(paper, x + 10, y + 40, width - 20, 16, 4),
    ),
    path(dark, 'M160 620 L250 620 L250 300 L230 300 L230 596 L160 596 Z'),
    path(dark, 'M640 620 L546 620 L546 300 L566 300 L566 596 L640 596 Z'),
  ],
  clock: ({ light, main, dark, accent, paper }: Palette) => [
    stroke(dark, 26, 'M300 570 L270 615 M500 570 L530 615'),
    disc(dark, 408, 396, 220),
    disc(main, 400, 390, 220),
    disc(paper, 400, 390, 178),
    ...[0, 30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330].map((degrees) =>
      turned(degrees, 400, 390, box(degrees % 90 ? light : dark, 394, 226, 12, degrees % 90 ? 22 : 38, 6)),
    ),
    stroke(dark, 16, 'M400 390 L400 290'),
    stroke(dark, 12, 'M400 390 L480 440'),
    stroke(accent, 6, 'M400 420 L400 260'),
    disc(accent, 400, 390, 16),
  ],
  penPot: ({ light, main, dark, accent, paper }: Palette) => [
    turned(-10, 360, 420, box(accent, 336, 180, 34, 260, 8), path('#eecb9c', 'M336 180 L370 180 L353 130 Z')),
    turned(4, 410, 420, box(dark, 396, 150, 28, 280, 12)),
    turned(14, 450, 420, box(light, 440, 190, 34, 240, 6), box(paper, 440, 190, 34, 40, 6)),
    path(main, 'M290 370 L510 370 L496 620 L304 620 Z'),
    path(light, 'M290 370 L340 370 L348 620 L304 620 Z'),
    disc(dark, 400, 370, 110, 24),
    box(accent, 296, 470, 208, 22),
  ],
  planter: ({ light, main, dark, accent }: Palette) => [
    leaf(400, 420, -38),
    leaf(400, 420, 38),
    leaf(400, 420, -70),
    leaf(400, 420, 70),
    leaf(400, 430, 0),
    box(dark, 246, 400, 308, 62, 14),
    path(main, 'M270 460 L530 460 L496 620 L304 620 Z'),
    path(light, 'M270 460 L320 460 L338 620 L304 620 Z'),
    box(main, 246, 396, 308, 56, 14),
    box(accent, 284, 520, 234, 16),
  ],
  wateringCan: ({ light, main, dark, accent }: Palette) => [
    stroke(dark, 26, 'M480 340 C690 300 680 560 520 560'),
    stroke(main, 34, 'M300 520 L130 300'),
    turned(-50, 130, 290, box(dark, 90, 268, 90, 40, 12)),
    path(main, 'M290 340 L530 340 L550 620 L270 620 Z'),
    path(light, 'M290 340 L345 340 L335 620 L270 620 Z'),
    disc(dark, 410, 340, 120, 26),
    box(accent, 280, 450, 262, 22),
    ...[0, 1, 2].map((i) => disc('#8ab6d6', 80 - i * 16 + (i % 2) * 30, 350 + i * 50, 9, 15)),
  ],
  trowel: ({ light, main, dark, accent }: Palette) => [
    turned(
      36,
      400,
      400,
      box(accent, 366, 90, 68, 210, 34),
      box(dark, 366, 250, 68, 18),
      stroke(dark, 20, 'M400 300 L400 400'),
      path(main, 'M310 390 L490 390 L480 560 Q400 700 320 560 Z'),
      path(light, 'M400 390 L490 390 L480 560 Q440 640 400 656 Z'),
    ),
  ],
  seeds: ({ light, main, dark, accent, paper }: Palette) => [
    turned(
      6,
      400,
      400,
      box(dark, 262, 182, 300, 440, 12),
      box(accent, 252, 172, 300, 440, 12),
      box(light, 252, 172, 300, 70, 12),
    ),
    turned(
      -7,
      400,
      400,
      box(dark, 250, 192, 300, 440, 12),
      box(paper, 240, 182, 300, 440, 12),
      box(main, 240, 182, 300, 90, 12),
      `<g transform="translate(-8 100)">${leaf(400, 450, -34) + leaf(400, 450, 34) + leaf(400, 460, 0)}</g>`,
      stroke(light, 8, 'M310 590 L470 590'),
    ),
  ],
  birdhouse: ({ light, main, dark, accent }: Palette) => [
    box(dark, 384, 540, 32, 110),
    box(main, 270, 320, 260, 250, 8),
    box(light, 270, 320, 70, 250, 8),
    path(accent, 'M400 150 L590 330 L560 362 L400 214 L240 362 L210 330 Z'),
    path(main, 'M400 214 L520 324 L280 324 Z'),
    disc(dark, 400, 410, 52),
    box(dark, 386, 484, 28, 60, 10),
    box(dark, 240, 560, 320, 26, 10),
  ],
  mister: ({ light, main, dark, accent }: Palette) => [
    path(
      main,
      'M310 400 Q310 330 370 320 L430 320 Q490 330 490 400 L500 590 Q500 620 470 620 L330 620 Q300 620 300 590 Z',
    ),
    path(light, 'M326 410 Q328 350 372 336 L350 606 L330 606 Q314 606 315 590 Z'),
    box(dark, 365, 250, 70, 80, 10),
    path(accent, 'M300 190 L470 190 Q500 190 500 230 L500 260 L340 260 L300 230 Z'),
    stroke(accent, 18, 'M420 260 C420 300 460 300 470 330'),
    ...[0, 1, 2, 3, 4, 5].map((i) =>
      disc('#8ab6d6', 250 - (i % 3) * 44, 180 + Math.floor(i / 3) * 40 + (i % 3) * 12, 9),
    ),
  ],
} satisfies Record<string, (palette: Palette) => string[]>;

function leaf(x: number, y: number, degrees: number): string {
  const blade = path(
    LEAF,
    `M${x} ${y} C${x - 90} ${y - 110} ${x - 50} ${y - 220} ${x} ${y - 260} C${x + 50} ${y - 220} ${x + 90} ${y - 110} ${x} ${y} Z`,
  );
  return turned(degrees, x, y, blade, stroke(LEAF_DARK, 6, `M${x} ${y} L${x} ${y - 220}`));
}
