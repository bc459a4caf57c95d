import { lifeCycle } from '@eci/kit/life-cycle';

/** What a notification is about. */
export const KINDS = [
  'WELCOME',
  'ORDER_CONFIRMATION',
  'ORDER_FAILED',
  'ORDER_CANCELLED',
  'REFUND',
  'SHIPPED',
  'DELIVERED',
  'LOW_STOCK',
  'MESSAGE',
] as const;
export type Kind = (typeof KINDS)[number];

export const CHANNELS = ['EMAIL', 'SMS'] as const;
export type Channel = (typeof CHANNELS)[number];

export const STATUSES = ['PENDING', 'SENT', 'FAILED', 'CANCELLED'] as const;
export type Status = (typeof STATUSES)[number];

/** What became of one attempt. UNKNOWN: its process died in the middle, so the message may have left. */
export type Outcome = 'SENT' | 'FAILED' | 'UNKNOWN';

/** A message that was sent, given up or cancelled never changes again; whoever wants another one sends another one. */
export const notificationLifeCycle = lifeCycle<Status>('notification', 'NOTIFICATION_STATUS_ILLEGAL', {
  PENDING: ['SENT', 'FAILED', 'CANCELLED'],
  SENT: [],
  FAILED: [],
  CANCELLED: [],
});

/** What a person reads. `html` is null where the channel has none. */
export interface Content {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

/** A notification before it is stored. */
export interface Draft extends Content {
  readonly kind: Kind;
  readonly channel: Channel;
  /** An e-mail address, or a telephone number in E.164 notation. */
  readonly recipient: string;
  readonly customerId: string | null;
  readonly orderId: string | null;
  /** What the notification is about, once and for all: there is one notification per key. */
  readonly dedupeKey: string;
}

/**
 * How long to wait after the attempt `attempt` (1, 2, 3...) failed, ms: doubles from `firstMs`, at most 15 minutes, then
 * times 0.8 to 1.2 by `chance` (0 to 1), so that messages held up together do not come back together.
 */
export function retryDelay(attempt: number, firstMs: number, chance: number): number {
  const longest = 15 * 60 * 1_000;
  return Math.round(Math.min(longest, firstMs * 2 ** (attempt - 1)) * (0.8 + 0.4 * chance));
}
