import type { Palette } from './palette.ts';
import { box, disc, faint, path, stroke, turned } from './shapes.ts';

const GLOW = '#ffe9a8';

/** What is drawn of lamps and of things to write with. */
export const lightingAndStationery = {
  tableLamp: ({ light, main, dark, accent }: Palette) => [
    faint(0.6, path(GLOW, 'M250 360 L550 360 L660 620 L140 620 Z')),
    box(dark, 386, 350, 28, 230),
    path(accent, 'M340 500 Q400 440 460 500 L480 590 L320 590 Z'),
    disc(dark, 400, 602, 120, 20),
    path(main, 'M310 170 L490 170 L570 370 L230 370 Z'),
    path(light, 'M310 170 L370 170 L320 370 L230 370 Z'),
    box(dark, 226, 362, 348, 14, 7),
  ],
  pendant: ({ light, main, dark, accent }: Palette) => [
    faint(0.55, path(GLOW, 'M250 470 L550 470 L700 620 L100 620 Z')),
    box(dark, 395, 0, 10, 220),
    box(accent, 370, 200, 60, 56, 12),
    path(main, 'M200 470 Q200 250 400 250 Q600 250 600 470 Z'),
    path(light, 'M240 470 Q240 300 370 262 Q290 330 290 470 Z'),
    disc(dark, 400, 470, 200, 28),
    disc(GLOW, 400, 474, 168, 18),
  ],
  floorLamp: ({ light, main, dark, accent }: Palette) => [
    faint(0.55, path(GLOW, 'M440 250 L640 250 L720 620 L380 620 Z')),
    stroke(dark, 18, 'M280 600 L280 240 Q280 110 420 110 Q540 110 540 170'),
    disc(dark, 280, 606, 100, 18),
    path(main, 'M480 160 L600 160 L650 270 L430 270 Z'),
    path(light, 'M480 160 L515 160 L480 270 L430 270 Z'),
    disc(accent, 280, 330, 24),
  ],
  candle: ({ light, main, dark, accent }: Palette) => [
    faint(0.5, disc(GLOW, 400, 190, 130)),
    path(accent, 'M400 110 C450 170 440 230 400 236 C360 230 350 170 400 110 Z'),
    path(GLOW, 'M400 160 C424 190 420 222 400 226 C380 222 376 190 400 160 Z'),
    stroke(dark, 8, 'M400 280 L400 226'),
    box(main, 300, 280, 200, 330, 14),
    box(light, 300, 280, 60, 330, 14),
    disc(light, 400, 284, 100, 24),
    path(light, 'M450 286 L500 286 L500 400 Q480 420 476 380 Q470 340 450 340 Z'),
    disc(dark, 400, 612, 160, 20),
  ],
  globe: ({ light, main, dark, accent, paper }: Palette) => [
    box(dark, 395, 0, 10, 180),
    disc(main, 400, 390, 220),
    faint(0.8, disc(light, 400, 390, 200)),
    faint(0.85, disc(GLOW, 400, 400, 130)),
    ...[250, 320, 390, 460, 530].map((y) =>
      stroke(paper, 5, `M${400 - reach(y)} ${y} Q400 ${y + 34} ${400 + reach(y)} ${y}`),
    ),
    box(accent, 355, 160, 90, 26, 13),
  ],
  deskLamp: ({ light, main, dark, accent }: Palette) => [
    faint(0.55, path(GLOW, 'M180 320 L330 420 L300 620 L60 620 Z')),
    stroke(dark, 22, 'M520 590 L600 400 L380 230'),
    disc(accent, 600, 400, 26),
    turned(
      -38,
      320,
      270,
      path(main, 'M270 170 L370 170 L440 340 L200 340 Z'),
      path(light, 'M270 170 L305 170 L280 340 L200 340 Z'),
    ),
    disc(dark, 520, 604, 130, 20),
  ],
  notebook: ({ light, main, dark, accent, paper }: Palette) => [
    turned(
      -8,
      400,
      400,
      box(dark, 252, 172, 320, 450, 18),
      box(paper, 262, 180, 306, 434, 10),
      box(main, 238, 166, 320, 450, 18),
      box(light, 238, 166, 56, 450, 18),
      box(accent, 500, 166, 18, 450),
      box(paper, 330, 250, 140, 90, 8),
      stroke(main, 8, 'M354 282 L446 282 M354 310 L420 310'),
    ),
  ],
  pen: ({ light, main, dark, accent }: Palette) => [
    stroke(accent, 10, 'M150 600 C230 540 260 640 340 580 C400 540 420 610 470 585'),
    turned(
      40,
      400,
      400,
      box(main, 366, 120, 68, 330, 20),
      box(light, 376, 130, 16, 310, 8),
      box(dark, 366, 300, 68, 20),
      box(dark, 430, 140, 14, 150, 7),
      path(light, 'M366 450 L434 450 L408 560 L392 560 Z'),
      path(dark, 'M392 560 L408 560 L400 592 Z'),
      box(accent, 380, 92, 40, 36, 10),
    ),
  ],
  cards: ({ light, main, dark, accent, paper }: Palette) => [
    turned(
      -14,
      400,
      420,
      box(main, 200, 260, 380, 270, 12),
      path(dark, 'M200 272 L390 420 L580 272 L580 262 L200 262 Z'),
    ),
    turned(
      8,
      400,
      420,
      box(dark, 248, 248, 344, 264, 12),
      box(paper, 240, 240, 344, 264, 12),
      path(accent, 'M412 330 C440 280 520 310 412 410 C304 310 384 280 412 330 Z'),
      stroke(light, 8, 'M320 446 L504 446'),
    ),
  ],
  planner: ({ light, main, dark, accent, paper }: Palette) => [
    box(dark, 220, 190, 380, 430, 16),
    box(paper, 208, 180, 380, 430, 16),
    box(main, 208, 180, 380, 90, 16),
    ...[0, 1, 2, 3, 4].map((row) => stroke(light, 6, `M208 ${330 + row * 56} L588 ${330 + row * 56}`)),
    stroke(light, 6, 'M330 270 L330 610'),
    ...[240, 320, 400, 480, 560].map((x) => box(dark, x - 7, 156, 14, 56, 7)),
    box(accent, 350, 346, 160, 26, 13),
    box(main, 350, 458, 110, 26, 13),
    disc(accent, 268, 415, 14),
  ],
  tape: ({ light, main, dark, accent, paper }: Palette) => [
    roll(300, 480, 140, main, dark, paper),
    roll(520, 500, 120, accent, dark, paper),
    roll(420, 300, 120, light, main, paper),
    path(light, 'M420 180 L640 200 L632 232 L420 212 Z'),
  ],
  pencils: ({ light, main, dark, accent, paper }: Palette) => [
    ...[main, accent, light, dark, accent, main].map((fill, i) => {
      const x = 262 + i * 48;
      const y = 190 + ((i * 37) % 60);
      return (
        box(fill, x, y, 40, 360) +
        path('#eecb9c', `M${x} ${y} L${x + 40} ${y} L${x + 20} ${y - 62} Z`) +
        path(fill, `M${x + 12} ${y - 36} L${x + 28} ${y - 36} L${x + 20} ${y - 62} Z`)
      );
    }),
    box(dark, 236, 400, 328, 220, 18),
    box(main, 236, 400, 328, 60, 18),
    box(paper, 310, 500, 180, 70, 10),
  ],
} satisfies Record<string, (palette: Palette) => string[]>;

/** Half the width of a globe of radius 200 around y = 390, at the height y. */
const reach = (y: number): number => Math.round(Math.sqrt(200 ** 2 - (y - 390) ** 2));

const roll = (x: number, y: number, r: number, fill: string, shade: string, hole: string): string =>
  [
    disc(shade, x + 14, y + 6, r),
    disc(fill, x, y, r),
    faint(0.35, disc(hole, x, y, r * 0.72)),
    disc(hole, x, y, r * 0.55),
  ].join('');
