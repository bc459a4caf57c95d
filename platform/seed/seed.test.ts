import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { drawPicture, motifs } from './picture.ts';
import { writePictures } from './pictures-on-disk.ts';
import { markOf, stepsTo } from './play-story.ts';
import { createRandom } from './random.ts';
import { categories, SCARCE, SOLD_OUT, stockOf, warehouses } from './shop.ts';
import { orders, registered } from './story.ts';

const products = categories.flatMap((category) => category.products);
const variants = products.flatMap((product) => product.variants);
const skus = variants.map(({ sku }) => sku);
const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the goods', () => {
  test('are at least 42 products in 6 to 8 categories, each with two variants or more', () => {
    expect(categories.length).toBeGreaterThanOrEqual(6);
    expect(categories.length).toBeLessThanOrEqual(8);
    expect(products.length).toBeGreaterThanOrEqual(42);
    for (const product of products) expect(product.variants.length).toBeGreaterThanOrEqual(2);
  });

  test('have slugs and SKUs the catalog takes, no two alike', () => {
    for (const { slug } of [...categories, ...products]) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const sku of skus) expect(sku).toMatch(/^[\w.-]{1,64}$/);
    expect(unique(products.map(({ slug }) => slug))).toBe(true);
    expect(unique(skus)).toBe(true);
  });

  test('have names, descriptions and prices that make sense', () => {
    expect(unique(products.map(({ description }) => description))).toBe(true);
    for (const { name, description } of products) {
      expect(name.length).toBeLessThanOrEqual(60);
      expect(description).toMatch(/^[A-Z0-9].{40,300}[.]$/);
    }
    for (const { priceMinor } of variants) {
      expect(Number.isInteger(priceMinor)).toBe(true);
      expect(priceMinor).toBeGreaterThanOrEqual(500);
      expect(priceMinor).toBeLessThanOrEqual(50_000);
    }
  });
});

describe('the stock', () => {
  test('is the same at every run', () => {
    const levels = () =>
      variants.map((variant) => warehouses.map((warehouse) => stockOf(variant, warehouse)));
    expect(levels()).toEqual(levels());
    expect(stockOf(variants[0]!, warehouses[0]!)).toBe(69);
  });

  test('has everything in the first warehouse, some of it in the others, a few things scarce and one sold out', () => {
    const has = warehouses.map(
      (warehouse) => variants.filter((variant) => stockOf(variant, warehouse) > 0).length,
    );
    expect(has[0]).toBe(variants.length - 1);
    expect(has[1]).toBeGreaterThan(has[2]!);
    expect(has[2]).toBeGreaterThan(5);
    for (const sku of [SOLD_OUT, ...Object.keys(SCARCE)]) expect(skus).toContain(sku);
  });

  test('covers what the story buys', () => {
    const bought = new Map<string, number>();
    for (const [sku, quantity] of orders.flatMap(({ lines }) => lines))
      bought.set(sku, (bought.get(sku) ?? 0) + quantity);
    for (const [sku, quantity] of bought) {
      const variant = variants.find((candidate) => candidate.sku === sku);
      expect(variant && stockOf(variant, warehouses[0]!)).toBeGreaterThanOrEqual(quantity);
    }
  });
});

describe('the story', () => {
  test('has a dozen orders, of guests and of customers, with every fate', () => {
    expect(orders.length).toBeGreaterThanOrEqual(12);
    expect(orders.filter(({ buyer }) => 'guest' in buyer).length).toBeGreaterThanOrEqual(4);
    expect(new Set(orders.map(({ fate }) => fate))).toEqual(
      new Set(['PLACED', 'PICKED', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED']),
    );
    expect(orders.some(({ refundMinor }) => refundMinor)).toBe(true);
    expect(new Set(orders.map(({ paymentToken }) => paymentToken)).size).toBe(3);
  });

  test('has no two orders that a repeated seed could take for one', () => {
    const marks = orders.map(({ buyer, lines }) =>
      markOf('guest' in buyer ? buyer.guest : buyer.account, lines),
    );
    expect(unique(marks)).toBe(true);
  });

  test('uses addresses that can never be anybody’s', () => {
    const emails = [
      ...Object.values(registered).map(({ email }) => email),
      ...orders.flatMap(({ buyer }) => ('guest' in buyer ? [buyer.guest] : [])),
    ];
    for (const email of emails) expect(email).toMatch(/\.example$/);
  });

  test('knows an order again whatever the order of its lines', () => {
    expect(
      markOf('A@b.example', [
        ['X', 1],
        ['Y', 2],
      ]),
    ).toBe(
      markOf('a@b.example', [
        ['Y', 2],
        ['X', 1],
      ]),
    );
  });

  test.each([
    ['DELIVERED', 'PENDING', ['PICKED', 'SHIPPED', 'IN_TRANSIT', 'DELIVERED']],
    ['SHIPPED', 'PICKED', ['SHIPPED']],
    ['SHIPPED', 'DELIVERED', []],
    ['PICKED', 'PICKED', []],
    ['DELIVERED', 'CANCELLED', []],
  ])('takes a parcel to %s from %s by %j', (goal, status, steps) => {
    expect(stepsTo(goal, status)).toEqual(steps);
  });
});

describe('the pictures', () => {
  const folders: string[] = [];
  const drawAll = async () => {
    const dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'eci-pictures-')), 'images');
    folders.push(path.dirname(dir));
    await writePictures(dir);
    return dir;
  };
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test('are one file per product, the same at every run, of a few kilobytes', async () => {
    const [first, second] = [await drawAll(), await drawAll()];
    expect(readdirSync(first).sort()).toEqual(products.map(({ slug }) => `${slug}.svg`).sort());
    for (const file of readdirSync(first)) {
      const svg = readFileSync(path.join(first, file), 'utf8');
      expect(svg.length).toBeLessThan(8_000);
      expect(readFileSync(path.join(second, file), 'utf8')).toBe(svg);
    }
  });

  test.each(motifs)(
    'of %s is well-formed, draws only numbers and known colours, and runs nothing',
    (motif) => {
      const svg = drawPicture('some-slug', 'Pens & <more>', motif);
      expect(svg).toContain('<title>Pens &amp; &lt;more&gt;</title>');
      const open: string[] = [];
      for (const [, end, name, attributes] of svg.matchAll(/<(\/?)([a-z]+)((?: [\w-]+="[^"<&]*")*)\/?>/g)) {
        const isEmpty = svg.includes(`<${name}${attributes}/>`);
        if (end) expect(open.pop()).toBe(name);
        else if (!isEmpty) open.push(name!);
      }
      expect(open).toEqual([]);
      expect(svg.replaceAll(/<\/?[a-z]+(?: [\w-]+="[^"<&]*")*\/?>/g, '')).not.toMatch(/[<>]/);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|script|href=|on[a-z]+=/);
      for (const [, fill] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g))
        expect(fill).toMatch(/^(#[0-9a-f]{6}|none)$/);
    },
  );

  test('use every motif, and differ between products that share one', () => {
    expect(new Set(products.map(({ motif }) => motif))).toEqual(new Set(motifs));
    const drawn = products.map(({ slug, motif }) => drawPicture(slug, '', motif));
    expect(unique(drawn)).toBe(true);
    expect(existsSync(path.join(import.meta.dirname, 'images'))).toBe(false);
  });
});

test('numbers depend on their seed alone', () => {
  const draw = (seed: string) => {
    const random = createRandom(seed);
    return Array.from({ length: 5 }, () => random.below(100));
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});
