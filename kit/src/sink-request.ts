import { getGlobalDispatcher } from 'undici';
import { SERVICE_CREDENTIAL_HEADER } from './auth.ts';
import { BATCHED } from './cloud-event.ts';
import { exchange } from './exchange.ts';
import { describeError } from './log.ts';
import type { Sink } from './outbox.ts';

/** An event to send; `sequence` is its aggregate's version. */
export interface OutgoingEvent {
  id: string;
  type: string;
  subject: string;
  sequence: number;
  data: object;
  traceparent: string;
  createdAt: Date;
}

/** What a sink did with a request: took it, refused its events, or can not take any event now. */
export type Sent =
  | { state: 'taken' }
  | { state: 'refused'; reason: string; patience: Patience }
  | { state: 'away'; reason: string };

/** How often an event is tried until it is given up, and the longest pause between two tries, ms. */
export interface Patience {
  readonly attempts: number;
  readonly longestPauseMs: number;
}

/** For an event that the sink calls wrong: about a minute, since the sink will hardly change its mind. */
const CALLED_WRONG: Patience = { attempts: 12, longestPauseMs: 10_000 };
/**
 * For an event on which the sink fails: about two hours. It may be the event's fault or the sink's (a full disk, a bad
 * release), which its answer does not tell; so people get the time to put the sink right.
 */
const FAILED_ON: Patience = { attempts: 120, longestPauseMs: 60_000 };

/**
 * The answers that speak of the events sent. All others (401, 403, 404, 408, 429, 502, 503, 504...) speak of the sink,
 * its address, our credential or a proxy between: every event would be answered so, none is at fault.
 */
const REFUSALS: ReadonlyMap<number, Patience> = new Map([
  ...[400, 413, 415, 422].map((status) => [status, CALLED_WRONG] as const),
  [500, FAILED_ON],
]);

/**
 * Posts events to a sink as one batch of CloudEvents, as `source` with its `credential`. Waits `timeoutMs` at most for
 * the whole answer; never throws, no answer is `away`.
 */
export async function sendEvents(
  sink: Sink,
  events: readonly OutgoingEvent[],
  { source, credential, timeoutMs }: { source: string; credential: string; timeoutMs: number },
): Promise<Sent> {
  try {
    const { origin, pathname, search } = new URL(sink.url);
    const request = {
      origin,
      path: pathname + search,
      method: 'POST' as const,
      headers: { 'content-type': BATCHED, [SERVICE_CREDENTIAL_HEADER]: `${source}.${credential}` },
      body: JSON.stringify(events.map((event) => envelope(source, event))),
    };
    const { status } = await exchange(getGlobalDispatcher(), request, timeoutMs).answer;
    if (status >= 200 && status < 300) return { state: 'taken' };
    const reason = `answered ${status}`;
    const patience = REFUSALS.get(status);
    return patience ? { state: 'refused', reason, patience } : { state: 'away', reason };
  } catch (error) {
    return { state: 'away', reason: String(describeError(error).code ?? describeError(error).name) };
  }
}

/** The CloudEvents 1.0 envelope of an event (cloudevents.io); `sequence` is its extension of that name. */
export function envelope(source: string, event: OutgoingEvent) {
  return {
    specversion: '1.0',
    id: event.id,
    source: `/eci/${source}`,
    type: event.type,
    subject: event.subject,
    time: event.createdAt.toISOString(),
    datacontenttype: 'application/json',
    sequence: String(event.sequence).padStart(8, '0'),
    traceparent: event.traceparent,
    data: event.data,
  };
}
