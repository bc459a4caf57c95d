import { lifeCycle } from '@eci/kit/life-cycle';

export type ReservationStatus = 'HELD' | 'COMMITTED' | 'RELEASED' | 'EXPIRED' | 'RETURNED';

/**
 * A hold ends in one of three ways: it is committed (sold), released (the order failed) or expires. What was sold can
 * still come back. Nothing leads back to HELD: a late commit of a hold that ended is refused.
 */
export const reservationLifeCycle = lifeCycle<ReservationStatus>(
  'reservation',
  'RESERVATION_STATUS_ILLEGAL',
  {
    HELD: ['COMMITTED', 'RELEASED', 'EXPIRED'],
    COMMITTED: ['RETURNED'],
    RELEASED: [],
    EXPIRED: [],
    RETURNED: [],
  },
);

/** What one unit of a reservation does to its stock level when the reservation becomes `status`. */
export const UNIT_DELTAS: Readonly<
  Record<ReservationStatus, { readonly onHand: -1 | 0 | 1; readonly held: -1 | 0 | 1 }>
> = {
  HELD: { onHand: 0, held: 1 },
  COMMITTED: { onHand: -1, held: -1 },
  RELEASED: { onHand: 0, held: -1 },
  EXPIRED: { onHand: 0, held: -1 },
  RETURNED: { onHand: 1, held: 0 },
};

/** The status that undoes a reservation, or null when it holds and has sold nothing. */
export const undone = (status: ReservationStatus): 'RELEASED' | 'RETURNED' | null =>
  status === 'HELD' ? 'RELEASED' : status === 'COMMITTED' ? 'RETURNED' : null;
