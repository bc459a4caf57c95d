import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawPicture } from './picture.ts';
import { categories } from './shop.ts';

/** Draws every product of the demo shop into `dir`, as `<slug>.svg`. */
export async function writePictures(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const products = categories.flatMap((category) => category.products);
  await Promise.all(
    products.map(({ slug, name, motif }) =>
      writeFile(path.join(dir, `${slug}.svg`), drawPicture(slug, name, motif)),
    ),
  );
}
