import type { Answer, Exchange } from '@eci/kit/exchange';

/** The client went away, so nobody waits for the answer any more. */
export class ClientGone extends Error {
  override name = 'ClientGone';
}

/** A request under way. */
export class Flight {
  readonly exchange: Exchange;
  readonly begun = performance.now();
  #waiting = 0;

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  /** Waits for the answer. When `signal` says that the caller's client has gone and nobody else waits, the request ends. */
  async wait(signal: AbortSignal | undefined): Promise<Answer> {
    this.#waiting++;
    const leave = () => {
      this.#waiting--;
      if (this.#waiting === 0) this.exchange.abort(new ClientGone('the client closed its connection'));
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await this.exchange.answer;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}

/** How long after its beginning a request may be joined: whoever joins gets an answer that is older by that at most. */
const JOINED_WITHIN_MS = 100;

/** Requests that have just begun, which others who ask the same can join. */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  /** The request under `key` that may be joined; undefined when there is none. */
  find(key: string): Flight | undefined {
    const flight = this.#flights.get(key);
    return flight && performance.now() - flight.begun < JOINED_WITHIN_MS ? flight : undefined;
  }

  /** Lets others join `flight` under `key` while it is young. */
  begin(key: string, flight: Flight): void {
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.exchange.answer.then(land, land);
  }

  /** From now on nobody joins what is under way; those who have get its answer. */
  seal(): void {
    this.#flights.clear();
  }
}
