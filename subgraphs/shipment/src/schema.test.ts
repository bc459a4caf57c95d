import { openDatabase } from '@eci/kit/database';
import { createTestDatabase } from '@eci/kit/testing/database';
import { describeOnEngines } from '@eci/kit/testing/engines';
import { schemaDrift } from '@eci/kit/testing/schema-drift';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrations } from '../migrations/index.ts';
import { entities } from './database.ts';

describeOnEngines('the schema of shipments', (engine) => {
  test('is the one the entities declare', async () => {
    const { url, drop } = await createTestDatabase(entities, migrations, engine);
    const database = await openDatabase({ url, entities, migrations, pool: 2 });
    try {
      expect(await schemaDrift(database)).toEqual([]);
      await sql`alter table shipment add column surprise integer`.execute(database.db);
      await sql`alter table shipment_event drop column note`.execute(database.db);
      expect((await schemaDrift(database)).sort()).toEqual([
        'shipment.surprise is made and no entity declares it.',
        'shipment_event.note is declared and no migration makes it.',
      ]);
    } finally {
      await database.close();
      await drop();
    }
  });
});
