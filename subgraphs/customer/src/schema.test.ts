import { openDatabase } from '@eci/kit/database';
import { createTestDatabase } from '@eci/kit/testing/database';
import { schemaDrift } from '@eci/kit/testing/schema-drift';
import { expect, test } from '@jest/globals';
import { migrations } from '../migrations/index.ts';
import { entities } from './database.ts';

test('the schema of customers is the one the entities declare', async () => {
  const { url, drop } = await createTestDatabase(entities, migrations);
  const database = await openDatabase({ url, entities, migrations, pool: 2 });
  try {
    expect(await schemaDrift(database)).toEqual([]);
  } finally {
    await database.close();
    await drop();
  }
});
