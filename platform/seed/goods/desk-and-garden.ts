import type { CategoryGoods } from './goods.ts';

export const desk: CategoryGoods = {
  name: 'Desk',
  slug: 'desk',
  code: 'DSK',
  products: [
    {
      name: 'Cork Desk Mat',
      description:
        'Warm under the wrists and quiet under the mouse. Cork on one side, wool felt on the other.',
      motif: 'deskMat',
      variants: [
        ['60 x 40 cm', 3_400],
        ['80 x 40 cm', 4_200],
      ],
    },
    {
      name: 'Walnut Monitor Stand',
      description: 'Lifts the screen to where the eyes are, and gives the keyboard a place to sleep.',
      motif: 'monitorStand',
      variants: [
        ['56 cm', 7_900],
        ['80 cm', 9_900],
      ],
    },
    {
      name: 'Felt Catch-All Tray',
      description:
        'Keys, coins, the pen that is always missing: they lie here. Pressed wool on an oak frame.',
      motif: 'tray',
      variants: [
        ['Small', 2_400],
        ['Large', 3_200],
      ],
    },
    {
      name: 'Folded Steel Bookends',
      description: 'Two millimetres of powder-coated steel. The first book holds them, they hold the rest.',
      motif: 'bookends',
      variants: [
        ['Pair, black', 2_600],
        ['Pair, white', 2_600],
      ],
    },
    {
      name: 'Two-Bell Desk Clock',
      description:
        'A silent second hand by day, and at seven in the morning anything but. Runs a year on one battery.',
      motif: 'clock',
      variants: [
        ['Fern', 3_900],
        ['Cream', 3_900],
      ],
    },
    {
      name: 'Ribbed Pen Pot',
      description:
        'Heavy enough for a full load of pens and a pair of scissors. Glazed stoneware with a cork foot.',
      motif: 'penPot',
      variants: [
        ['Teal', 1_790],
        ['Chalk', 1_790],
      ],
    },
  ],
};

export const garden: CategoryGoods = {
  name: 'Garden',
  slug: 'garden',
  code: 'GAR',
  products: [
    {
      name: 'Terracotta Planter',
      description:
        'Fired hot enough to stay out all winter. With a saucer, and with a hole, as it should be.',
      motif: 'planter',
      variants: [
        ['16 cm', 1_490],
        ['22 cm', 2_290],
        ['30 cm', 3_690],
      ],
    },
    {
      name: 'Long-Spout Watering Can',
      description:
        'Reaches the pot at the back of the shelf. Galvanised steel, a brass rose, balanced when full.',
      motif: 'wateringCan',
      variants: [
        ['3 l', 3_400],
        ['6 l', 4_400],
      ],
    },
    {
      name: 'Ash Hand Trowel',
      description: 'A blade of forged carbon steel, marked in centimetres for bulbs, on a handle of ash.',
      motif: 'trowel',
      variants: [
        ['Narrow', 2_200],
        ['Wide', 2_400],
      ],
    },
    {
      name: 'Kitchen Herb Seeds',
      description:
        'Basil, chives, thyme and two more that come up even on a north sill. Open-pollinated, so keep some for next year.',
      motif: 'seeds',
      variants: [
        ['5 kinds', 1_290],
        ['10 kinds', 2_190],
      ],
    },
    {
      name: 'Tit & Sparrow Nest Box',
      description: 'Larch boards, a hole of the right size, a roof that lifts off in autumn for cleaning.',
      motif: 'birdhouse',
      variants: [
        ['28 mm hole', 3_200],
        ['32 mm hole', 3_200],
      ],
    },
    {
      name: 'Plant Mister',
      description: 'A mist so fine that ferns believe it. Works upside down, too.',
      motif: 'mister',
      variants: [
        ['Amber', 1_690],
        ['Clear', 1_590],
      ],
    },
  ],
};
