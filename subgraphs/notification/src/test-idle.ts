import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@eci/kit/testing/eventually';

/** Longer than the worker gathers before it looks again. */
const QUIET_MS = 200;

/** Waits until the worker has seen all it was told of: no statement for a while. Only then can others' be counted. */
export const untilIdle = (desk: {
  statementsOf(work: () => Promise<unknown>): Promise<number>;
}): Promise<true> =>
  eventually('the worker is idle', async () => (await desk.statementsOf(() => delay(QUIET_MS))) === 0);
