/** The rest of a worker between two rounds of its work. */
export interface Alarm {
  /** Ends the rest at once; during a round, the rest that follows it. */
  ring(): void;
  /** Rests until the alarm rings, `ms` at most. Does not keep the process alive. */
  rest(ms: number): Promise<void>;
}

/** Its timer goes with the rest: a worker that is woken a hundred times a second would otherwise leave as many behind. */
export function createAlarm(): Alarm {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => rung.resolve(),
    rest: async (ms) => {
      const timer = setTimeout(rung.resolve, ms);
      timer.unref();
      await rung.promise;
      clearTimeout(timer);
      rung = Promise.withResolvers();
    },
  };
}
