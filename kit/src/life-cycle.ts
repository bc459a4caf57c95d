import { ExpectedError } from './errors.ts';

/** For each state the states that may follow it. */
export type Transitions<State extends string> = Readonly<Record<State, readonly State[]>>;

/**
 * The one place where a life cycle's moves are decided. `name` is what people call the thing ("order"), `code` the
 * error of an illegal move.
 */
export interface LifeCycle<State extends string> {
  readonly transitions: Transitions<State>;
  allows(from: State, to: State): boolean;
  /** Throws `code` (409) on an illegal move; staying in place is illegal too, since nothing would happen. */
  require(from: State, to: State): void;
}

export function lifeCycle<State extends string>(
  name: string,
  code: string,
  transitions: Transitions<State>,
): LifeCycle<State> {
  const allows = (from: State, to: State) => transitions[from].includes(to);
  return {
    transitions,
    allows,
    require: (from, to) => {
      if (allows(from, to)) return;
      const next =
        transitions[from].length > 0 ? `can only become ${transitions[from].join(' or ')}` : 'is final';
      throw new ExpectedError(code, `The ${name} is ${from} and ${next}, not ${to}.`, {
        status: 409,
        field: ['status'],
      });
    },
  };
}
