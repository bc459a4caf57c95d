import type { CategoryGoods } from './goods.ts';

export const outdoor: CategoryGoods = {
  name: 'Outdoor',
  slug: 'outdoor',
  code: 'OUT',
  products: [
    {
      name: 'Ridge Tent',
      description:
        'Stands in four minutes with one pole, keeps off a night of rain, and packs down to the size of a loaf.',
      motif: 'tent',
      variants: [
        ['2 persons', 24_900],
        ['3 persons', 29_900],
      ],
    },
    {
      name: 'Trail Daypack',
      description:
        'Waxed canvas with a back that breathes. A pocket for the bottle, one for the map, and one nobody finds.',
      motif: 'backpack',
      variants: [
        ['18 l', 8_400],
        ['26 l', 9_900],
      ],
    },
    {
      name: 'Insulated Flask',
      description:
        'Tea is still hot after twelve hours, lemonade still cold after twenty-four. The lid is a cup.',
      motif: 'flask',
      variants: [
        ['0.5 l', 2_900],
        ['0.75 l', 3_400],
      ],
    },
    {
      name: 'Camp Lantern',
      description:
        'Warm light for a table or a tent, forty hours on one charge, and a hook that fits any branch.',
      motif: 'lantern',
      variants: [
        ['Green', 4_200],
        ['Red', 4_200],
      ],
    },
    {
      name: 'Enamel Camp Mug',
      description: 'Can stand on the fire and fall on the rocks. Every chip is a story.',
      motif: 'mug',
      variants: [
        ['0.35 l', 1_190],
        ['0.5 l', 1_390],
      ],
    },
    {
      name: 'Roll-Up Picnic Blanket',
      description: 'Wool on top, waterproof below, two straps to carry it by. Room for four and a basket.',
      motif: 'blanketRoll',
      variants: [
        ['Checked', 4_900],
        ['Plain', 4_600],
      ],
    },
  ],
};

export const textiles: CategoryGoods = {
  name: 'Textiles',
  slug: 'textiles',
  code: 'TEX',
  products: [
    {
      name: 'Embroidered Linen Cushion',
      description:
        'Washed linen with a border stitched by hand, and a feather filling that finds its shape again.',
      motif: 'cushion',
      variants: [
        ['45 cm', 3_900],
        ['60 cm', 5_200],
      ],
    },
    {
      name: 'Merino Throw',
      description:
        'Woven in a mill by the Danube from wool that does not itch. For the end of the bed, or the end of the day.',
      motif: 'throwStack',
      variants: [
        ['130 x 170 cm', 8_900],
        ['150 x 200 cm', 10_900],
      ],
    },
    {
      name: 'Waffle Towel',
      description:
        'Dries faster than it gets wet, or nearly. Cotton from Portugal, fringed, softer with each wash.',
      motif: 'towel',
      variants: [
        ['Hand', 1_690],
        ['Bath', 3_490],
      ],
    },
    {
      name: 'Braided Jute Rug',
      description:
        'Braided in rounds and stitched from below. Hides sand, warms a stone floor, likes a hoover.',
      motif: 'rug',
      variants: [
        ['90 cm', 5_900],
        ['120 cm', 8_900],
        ['150 cm', 12_900],
      ],
    },
    {
      name: 'Cotton Apron',
      description:
        'One size for every cook: the neck strap slides. Three pockets, of which one is for the tea towel.',
      motif: 'apron',
      variants: [
        ['Mustard', 3_200],
        ['Slate', 3_200],
      ],
    },
    {
      name: 'Linen Tea Towels',
      description:
        'Glasses come out clear, hands come out dry. Half linen, half cotton, with a loop to hang them by.',
      motif: 'teaTowels',
      variants: [
        ['Set of 2', 1_900],
        ['Set of 4', 3_400],
      ],
    },
  ],
};
