import { coffeeAndKitchen } from './pictures/coffee-and-kitchen.ts';
import { deskAndGarden } from './pictures/desk-and-garden.ts';
import { lightingAndStationery } from './pictures/lighting-and-stationery.ts';
import { outdoorAndTextiles } from './pictures/outdoor-and-textiles.ts';
import { type Palette, paletteOf } from './pictures/palette.ts';
import { disc, FLOOR, faint } from './pictures/shapes.ts';
import { createRandom } from './random.ts';

const MOTIFS = { ...coffeeAndKitchen, ...lightingAndStationery, ...outdoorAndTextiles, ...deskAndGarden };

/** What can be drawn. */
export type Motif = keyof typeof MOTIFS;
export const motifs = Object.keys(MOTIFS) as Motif[];

/** Hung from above, or lying: nothing touches the floor, so nothing throws a shadow on it. */
const FLOATING: ReadonlySet<Motif> = new Set([
  'pendant',
  'globe',
  'knife',
  'pen',
  'trowel',
  'towel',
  'apron',
  'rug',
  'deskMat',
  'cards',
  'notebook',
  'board',
]);

/**
 * The picture of a product as an SVG document of 800 by 800: flat shapes before a soft backdrop. The same slug and motif
 * always give the same picture; the slug decides the colours and where the backdrop stands.
 */
export function drawPicture(slug: string, title: string, motif: Motif): string {
  const random = createRandom(slug);
  const colours = paletteOf(random.below(1_000));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 800" role="img">
<title>${escapeXml(title)}</title>
<rect width="800" height="800" fill="${colours.paper}"/>
${backdrop(colours, random.below(160) - 80, random.below(80) - 40)}
${FLOATING.has(motif) ? '' : faint(0.18, disc(colours.dark, 400, FLOOR + 14, 250, 26))}
${MOTIFS[motif](colours).join('\n')}
</svg>
`;
}

const backdrop = ({ backdrop: fill }: Palette, dx: number, dy: number): string =>
  disc(fill, 400 + dx, 400 + dy, 330) + faint(0.5, disc(fill, 400 - 2 * dx, 640 + dy, 160, 120));

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
