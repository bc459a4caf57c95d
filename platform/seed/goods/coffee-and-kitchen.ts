import type { CategoryGoods } from './goods.ts';

export const coffee: CategoryGoods = {
  name: 'Coffee & Tea',
  slug: 'coffee-and-tea',
  code: 'COF',
  products: [
    {
      name: 'Harbour Blend Espresso',
      description:
        'Two Brazilian coffees and one from Ethiopia, roasted dark enough for milk: cocoa, hazelnut, a little orange peel.',
      motif: 'coffeeBag',
      variants: [
        ['250 g', 990],
        ['500 g', 1_790],
        ['1 kg', 3_290],
      ],
    },
    {
      name: 'Morning Field Filter Roast',
      description:
        'A light roast from a single cooperative in Huehuetenango. Tastes of red apple and honey, and forgives a kettle that is too hot.',
      motif: 'coffeeBag',
      variants: [
        ['250 g', 1_090],
        ['1 kg', 3_590],
      ],
    },
    {
      name: 'Slow Drip Pour-Over Set',
      description:
        'Dripper, server and forty filters. The ribs inside keep the paper off the wall, so the water takes its time.',
      motif: 'dripper',
      variants: [
        ['Glass', 3_900],
        ['Stoneware', 4_400],
      ],
    },
    {
      name: 'Tall Stoneware Mug',
      description:
        'Holds 380 ml and fits under most machines. Glazed inside and out, bare clay at the foot. Safe in the dishwasher.',
      motif: 'mug',
      variants: [
        ['Sand', 1_450],
        ['Ink', 1_450],
        ['Moss', 1_450],
      ],
    },
    {
      name: 'Gooseneck Kettle',
      description:
        'A thin spout for a steady hand, a thermometer in the lid, and a base that works on induction.',
      motif: 'kettle',
      variants: [
        ['0.8 l', 5_900],
        ['1.2 l', 6_900],
      ],
    },
    {
      name: 'Assam & Bergamot Tea',
      description:
        'Whole-leaf Assam with the oil of real bergamots. Stands up to milk, and to a second pouring.',
      motif: 'tin',
      variants: [
        ['100 g tin', 1_250],
        ['250 g tin', 2_690],
      ],
    },
  ],
};

export const kitchen: CategoryGoods = {
  name: 'Kitchen',
  slug: 'kitchen',
  code: 'KIT',
  products: [
    {
      name: 'Carbon Steel Pan',
      description:
        'Half the weight of cast iron and just as hard to wear out. Comes seasoned; the next hundred eggs do the rest.',
      motif: 'pan',
      variants: [
        ['24 cm', 4_900],
        ['28 cm', 5_900],
        ['32 cm', 6_900],
      ],
    },
    {
      name: 'Oak Cutting Board',
      description:
        'One piece of European oak with a groove for the juice. Oiled by hand; oil it again when it looks thirsty.',
      motif: 'board',
      variants: [
        ['Small', 2_900],
        ['Large', 4_500],
      ],
    },
    {
      name: "Everyday Chef's Knife",
      description: 'Stainless steel that takes an edge at home. The bolster ends where the fingers begin.',
      motif: 'knife',
      variants: [
        ['16 cm', 5_400],
        ['20 cm', 6_400],
      ],
    },
    {
      name: 'Nesting Bowls',
      description:
        'From an egg to a whole cake. They stack into the space of the largest and pour without dripping.',
      motif: 'bowls',
      variants: [
        ['Set of 3', 3_400],
        ['Set of 5', 4_900],
      ],
    },
    {
      name: 'Enamel Stockpot',
      description: 'Enamelled steel with a lid that stays on. Soup for four or jam for a winter.',
      motif: 'pot',
      variants: [
        ['3 l', 4_200],
        ['5 l', 5_600],
      ],
    },
    {
      name: 'Cherry Wood Spoons',
      description:
        'Three spoons that do not scratch: one to stir, one with a flat edge for the corners, one to taste.',
      motif: 'spoons',
      variants: [
        ['Short', 1_690],
        ['Long', 1_990],
      ],
    },
  ],
};
