import type { EventConsumer } from '@eci/kit/inbox';
import type { entities } from './database.ts';
import { draftOf, eventTypes, type Signature } from './draft-events.ts';
import type { Sender } from './sender.ts';
import { storeNotifications } from './store-notifications.ts';

/**
 * Siblings' events become notifications in the transaction that records them: two statements for a whole batch. One
 * event that is not as agreed refuses its batch; the relay then sends one by one and keeps that one back.
 */
export const consumeEvents = (
  signature: Signature,
  sender: Pick<Sender, 'wake'>,
): EventConsumer<typeof entities> => ({
  handlers: {},
  batch: {
    types: eventTypes,
    take: async (tx, events) => {
      await storeNotifications(
        tx,
        events.map((event) => draftOf(event, signature)).filter((draft) => draft !== null),
      );
    },
  },
  // Every event becomes an e-mail.
  afterCommit: () => sender.wake('EMAIL'),
});
