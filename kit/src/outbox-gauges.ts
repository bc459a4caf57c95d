import { type Kysely, sql } from 'kysely';
import { databaseNow } from './clock.ts';
import type { Dialect } from './database.ts';
import { gauge } from './metrics.ts';
import type { OutboxTables, Sink } from './outbox.ts';

/**
 * What an outbox has to say, per sink and read when scraped: how many deliveries wait, for how many seconds the oldest
 * has, and how many dead letters there are. A sink of the configuration without rows is 0; a former sink shows while
 * it has rows.
 */
export function reportOutbox(db: Kysely<OutboxTables>, dialect: Dialect, sinks: readonly Sink[]): void {
  type Row = { sink: string; value: unknown };
  const perSink = (name: string, help: string, read: () => Promise<Row[]>) =>
    gauge(name, help, ['sink'], async (metric) => {
      const rows = await read();
      metric.reset();
      for (const sink of sinks) metric.set({ sink: sink.name }, 0);
      for (const { sink, value } of rows) metric.set({ sink }, Math.max(0, Number(value)));
    });

  perSink('outbox_pending', 'Deliveries that wait.', () =>
    db
      .selectFrom('outbox_delivery')
      .select(({ fn }) => ['sink', fn.countAll().as('value')])
      .groupBy('sink')
      .execute(),
  );
  const now = databaseNow(dialect);
  const age =
    dialect === 'mysql'
      ? sql<number>`timestampdiff(microsecond, min(created_at), ${now}) / 1000000`
      : sql<number>`extract(epoch from ${now} - min(created_at))`;
  perSink('outbox_oldest_seconds', 'Seconds that the oldest delivery has waited.', () =>
    db
      .selectFrom('outbox_delivery')
      .select(['sink', age.as('value')])
      .groupBy('sink')
      .execute(),
  );
  perSink('outbox_dead_letters', 'Events given up that nobody has dealt with.', () =>
    db
      .selectFrom('outbox_dead_letter')
      .select(({ fn }) => ['sink', fn.countAll().as('value')])
      .groupBy('sink')
      .execute(),
  );
}
