import type { Platform } from '../platform-options.ts';
import { fillShelves } from './fill-shelves.ts';
import { registerPeople, signIn } from './people.ts';
import { writePictures } from './pictures-on-disk.ts';
import { playStory } from './play-story.ts';
import { shopClient } from './shop-client.ts';

/**
 * Fills the demo shop through the public graph alone: goods with pictures, stock in three warehouses, people, and orders
 * in every state. It may be repeated, also after a crash in its middle: what is there is found and left as it is.
 * Throws an OperatorProblem in the graph's own words when something is refused.
 */
export async function seedDemo({
  graphqlUrl,
  urls,
  imageDir,
  demoAccounts,
}: Pick<Platform, 'graphqlUrl' | 'urls' | 'imageDir' | 'demoAccounts'>): Promise<void> {
  const shelves = async () => {
    const staff = await signIn(graphqlUrl, demoAccounts, 'STAFF');
    return { staff, variants: await fillShelves(staff, (slug) => `${urls.catalog}/images/${slug}.svg`) };
  };
  const [{ staff, variants }, accounts] = await Promise.all([
    shelves(),
    // Hashing passwords takes long, and the others can work meanwhile.
    registerPeople(graphqlUrl, demoAccounts),
    writePictures(imageDir),
  ]);
  const demoEmail = demoAccounts.find(({ role }) => role === 'CUSTOMER')!.email;
  await playStory({ staff, nobody: shopClient(graphqlUrl), accounts, demoEmail }, variants);
}
