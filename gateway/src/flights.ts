import type { Answer, Exchange } from '@eci/kit/exchange';

/** The client went away, so nobody waits for the answer any more. */
export class ClientGone extends Error {
  override name = 'ClientGone';
}

interface Flight {
  readonly exchange: Exchange;
  waiting: number;
}

/** Requests under way, which others who ask the same can join. */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  /** The request under `key`, if one is under way. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * The answer of the request under `key`; `send` makes it when none is under way. It is ended early when all who
   * wait for it are gone.
   */
  join(key: string, send: () => Exchange, signal: AbortSignal | undefined): Promise<Answer> {
    const flight = this.#flights.get(key) ?? this.#start(key, send());
    return awaited(flight, signal);
  }

  /** From now on nobody joins what is under way; those who have get its answer. */
  seal(): void {
    this.#flights.clear();
  }

  #start(key: string, exchange: Exchange): Flight {
    const flight: Flight = { exchange, waiting: 0 };
    this.#flights.set(key, flight);
    const land = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    exchange.answer.then(land, land);
    return flight;
  }
}

/** Waits for a flight. When `signal` says that the caller's client has gone and nobody else waits, the flight ends. */
export async function awaited(flight: Flight, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) {
    flight.waiting++;
    return flight.exchange.answer;
  }
  flight.waiting++;
  const leave = () => {
    flight.waiting--;
    if (flight.waiting === 0) flight.exchange.abort(new ClientGone('the client closed its connection'));
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await flight.exchange.answer;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
