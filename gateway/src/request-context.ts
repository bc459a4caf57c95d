import type { Logger } from '@eci/kit/log';
import type { Trace } from '@eci/kit/trace';

/**
 * What one request carries through the gateway. Apollo Server clones it shallowly, so it is plain data and `logged`
 * is shared by reference.
 */
export interface RequestContext {
  /** The client's Authorization header, verified; forwarded to the subgraphs, which verify it themselves. */
  readonly authorization: string | undefined;
  readonly trace: Trace;
  /** Aborts, with a ClientGone, when the client closes its connection before it is answered. */
  readonly gone?: AbortSignal;
  readonly log: Logger;
  /** Joins the request's log line. */
  readonly logged: Record<string, unknown>;
}
