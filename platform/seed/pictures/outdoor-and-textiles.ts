import type { Palette } from './palette.ts';
import { box, disc, faint, path, stroke, turned } from './shapes.ts';

/** What is drawn of things for outdoors, and of cloth. */
export const outdoorAndTextiles = {
  tent: ({ light, main, dark, accent }: Palette) => [
    path(dark, 'M400 200 L700 620 L520 620 Z'),
    path(main, 'M400 200 L560 620 L110 620 Z'),
    path(light, 'M400 200 L300 620 L110 620 Z'),
    path(dark, 'M400 290 L455 620 L330 620 Z'),
    path(accent, 'M400 290 L330 620 L296 620 Z'),
    stroke(dark, 8, 'M400 200 L400 160 M110 620 L60 640 M700 620 L745 640'),
    path(accent, 'M400 160 L460 178 L400 196 Z'),
  ],
  backpack: ({ light, main, dark, accent }: Palette) => [
    stroke(dark, 24, 'M330 190 C330 110 470 110 470 190'),
    box(dark, 210, 380, 380, 190, 60),
    path(
      main,
      'M260 290 Q260 170 400 170 Q540 170 540 290 L560 560 Q560 620 500 620 L300 620 Q240 620 240 560 Z',
    ),
    path(light, 'M260 290 Q260 170 400 170 Q540 170 540 290 L540 340 L260 340 Z'),
    box(dark, 285, 420, 230, 160, 26),
    box(accent, 285, 420, 230, 46, 20),
    box(accent, 386, 320, 28, 70, 8),
    stroke(light, 8, 'M310 500 L490 500'),
  ],
  flask: ({ light, main, dark, accent }: Palette) => [
    box(main, 310, 270, 180, 350, 40),
    box(light, 326, 280, 36, 320, 18),
    box(main, 340, 210, 120, 90, 20),
    box(dark, 325, 130, 150, 90, 20),
    box(accent, 310, 430, 180, 60),
    stroke(dark, 16, 'M475 160 C540 160 540 250 480 250'),
  ],
  lantern: ({ light, main, dark, accent }: Palette) => [
    stroke(dark, 16, 'M290 250 C290 90 510 90 510 250'),
    faint(0.6, disc('#ffe9a8', 400, 410, 200)),
    box(dark, 290, 230, 220, 50, 16),
    path(light, 'M300 280 L500 280 L520 520 L280 520 Z'),
    faint(0.85, path('#fff3c9', 'M330 300 L470 300 L485 505 L315 505 Z')),
    path(accent, 'M400 350 C445 410 435 470 400 480 C365 470 355 410 400 350 Z'),
    stroke(main, 10, 'M300 280 L280 520 M500 280 L520 520 M400 280 L400 310'),
    box(main, 260, 516, 280, 56, 16),
    box(dark, 285, 570, 230, 50, 16),
  ],
  blanketRoll: ({ light, main, dark, accent }: Palette) => [
    path(main, 'M230 330 L560 330 Q640 330 640 475 Q640 620 560 620 L230 620 Z'),
    ...[270, 350, 430, 510].map((x) => box(light, x, 330, 26, 290)),
    disc(dark, 230, 475, 90, 145),
    disc(light, 230, 475, 66, 114),
    disc(main, 230, 475, 44, 80),
    disc(light, 230, 475, 20, 42),
    box(accent, 318, 322, 22, 306, 8),
    box(accent, 478, 322, 22, 306, 8),
    stroke(accent, 16, 'M329 322 C340 230 480 230 489 322'),
  ],
  cushion: ({ light, main, dark, accent }: Palette) => [
    path(main, 'M180 250 Q400 190 620 250 Q580 430 620 610 Q400 650 180 610 Q220 430 180 250 Z'),
    faint(
      0.5,
      path(
        dark,
        'M180 610 Q400 650 620 610 Q605 540 600 470 Q560 590 400 590 Q250 590 196 520 Q190 565 180 610 Z',
      ),
    ),
    stroke(
      light,
      10,
      'M250 300 Q400 262 550 300 M250 300 Q280 430 250 560 M550 300 Q520 430 550 560 M250 560 Q400 590 550 560',
    ),
    path(accent, 'M400 350 L470 430 L400 510 L330 430 Z'),
    disc(light, 400, 430, 20),
  ],
  throwStack: ({ light, main, dark, accent }: Palette) => [
    fold(520, main, dark),
    fold(420, light, main),
    fold(320, accent, dark),
    ...[230, 270, 310, 350, 390, 430, 470, 510, 550].map((x) => stroke(main, 8, `M${x} 616 L${x - 4} 652`)),
  ],
  towel: ({ light, main, dark, accent }: Palette) => [
    box(dark, 160, 180, 480, 22, 11),
    path(main, 'M230 186 L500 186 L500 590 L230 590 Z'),
    path(light, 'M500 186 L590 186 L590 500 L500 500 Z'),
    box(accent, 230, 470, 270, 34),
    box(accent, 230, 520, 270, 14),
    box(main, 500, 430, 90, 26),
    faint(0.35, ...[280, 330, 380, 430].map((y) => stroke(light, 6, `M246 ${y - 60} L484 ${y - 60}`))),
    ...[245, 285, 325, 365, 405, 445, 485].map((x) => stroke(main, 8, `M${x} 590 L${x} 618`)),
  ],
  rug: ({ light, main, dark, accent }: Palette) => [
    disc(dark, 400, 470, 300, 156),
    disc(main, 400, 460, 300, 156),
    disc(light, 400, 460, 240, 122),
    disc(main, 400, 460, 184, 92),
    disc(accent, 400, 460, 128, 62),
    disc(light, 400, 460, 66, 32),
  ],
  apron: ({ light, main, dark, accent }: Palette) => [
    stroke(dark, 18, 'M330 210 C320 110 480 110 470 210'),
    stroke(dark, 14, 'M262 400 C190 400 190 470 150 490 M538 400 C610 400 610 470 650 490'),
    path(main, 'M320 200 L480 200 L490 330 Q560 350 570 400 L570 620 L230 620 L230 400 Q240 350 310 330 Z'),
    path(light, 'M320 200 L480 200 L482 230 L318 230 Z'),
    box(dark, 300, 440, 200, 120, 16),
    box(accent, 300, 440, 200, 26, 12),
    stroke(light, 6, 'M400 466 L400 556'),
  ],
  teaTowels: ({ light, main, dark, accent, paper }: Palette) => [
    turned(
      -6,
      400,
      420,
      box(dark, 210, 250, 330, 370, 10),
      box(paper, 200, 240, 330, 370, 10),
      ...[260, 320, 380, 440].map((x) => box(light, x, 240, 16, 370)),
    ),
    turned(
      7,
      400,
      420,
      box(main, 290, 210, 300, 380, 10),
      box(light, 290, 260, 300, 16),
      box(light, 290, 290, 300, 8),
      box(accent, 290, 520, 300, 24),
    ),
  ],
} satisfies Record<string, (palette: Palette) => string[]>;

const fold = (y: number, fill: string, shade: string): string =>
  [
    box(fill, 200, y, 400, 98, 49),
    box(shade, 236, y + 44, 364, 10, 5),
    faint(0.5, box(shade, 200, y + 70, 400, 28, 14)),
  ].join('');
