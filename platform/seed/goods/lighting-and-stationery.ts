import type { CategoryGoods } from './goods.ts';

export const lighting: CategoryGoods = {
  name: 'Lighting',
  slug: 'lighting',
  code: 'LIG',
  products: [
    {
      name: 'Dune Table Lamp',
      description:
        'A turned ceramic foot and a linen shade that makes every bulb look warmer than it is. Two metres of cloth cord.',
      motif: 'tableLamp',
      variants: [
        ['Sand', 7_900],
        ['Clay', 7_900],
      ],
    },
    {
      name: 'Orbit Pendant',
      description:
        'A spun steel dome, white inside. Hang it sixty centimetres above the table and nobody looks into the bulb.',
      motif: 'pendant',
      variants: [
        ['30 cm', 8_900],
        ['45 cm', 11_900],
      ],
    },
    {
      name: 'Reader Floor Lamp',
      description: 'Leans over the armchair and keeps out of the way. Dims by a turn of the foot switch.',
      motif: 'floorLamp',
      variants: [
        ['Olive', 14_900],
        ['Black', 14_900],
      ],
    },
    {
      name: 'Beeswax Pillar Candle',
      description:
        'Poured by a beekeeper in Carinthia. Burns for up to sixty hours and smells of the hive, faintly.',
      motif: 'candle',
      variants: [
        ['10 cm', 1_290],
        ['15 cm', 1_790],
        ['20 cm', 2_290],
      ],
    },
    {
      name: 'Paper Globe Shade',
      description: 'Mulberry paper on a bamboo spiral. Folds flat for the move, opens in a minute.',
      motif: 'globe',
      variants: [
        ['40 cm', 2_400],
        ['60 cm', 3_400],
      ],
    },
    {
      name: 'Clip & Turn Desk Lamp',
      description: 'Two joints and a heavy foot: light where the hand is, none on the screen.',
      motif: 'deskLamp',
      variants: [
        ['Oat', 6_400],
        ['Graphite', 6_400],
      ],
    },
  ],
};

export const stationery: CategoryGoods = {
  name: 'Stationery',
  slug: 'stationery',
  code: 'STA',
  products: [
    {
      name: 'Dot Grid Notebook',
      description:
        'Lies flat from the first page to the last. 192 numbered pages that take a fountain pen, two ribbons, a pocket at the back.',
      motif: 'notebook',
      variants: [
        ['A5', 1_890],
        ['A4', 2_490],
      ],
    },
    {
      name: 'Brass Ballpoint',
      description:
        'Turned from one rod and never lacquered, so it darkens where it is held. Takes any standard refill.',
      motif: 'pen',
      variants: [
        ['Black ink', 3_200],
        ['Blue ink', 3_200],
      ],
    },
    {
      name: 'Letterpress Cards',
      description: 'Cotton paper, printed on a press from 1958. Blank inside: the words are yours.',
      motif: 'cards',
      variants: [
        ['Set of 5', 1_500],
        ['Set of 10', 2_600],
      ],
    },
    {
      name: 'Weekly Planner Pad',
      description: 'A week on a page, without dates, so no week is wasted. 54 sheets on stiff board.',
      motif: 'planner',
      variants: [
        ['Lined', 1_390],
        ['Hourly', 1_390],
      ],
    },
    {
      name: 'Paper Tape Trio',
      description: 'Rice paper tape that tears straight by hand and comes off a wall without a trace.',
      motif: 'tape',
      variants: [
        ['Earth tones', 890],
        ['Brights', 890],
      ],
    },
    {
      name: 'Cedar Pencils',
      description:
        'Incense cedar and a core that does not break when the pencil falls. In a box that later holds something else.',
      motif: 'pencils',
      variants: [
        ['Box of 6', 990],
        ['Box of 12', 1_790],
      ],
    },
  ],
};
