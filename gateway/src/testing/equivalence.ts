import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from './federation.ts';

/** The engine's code for a value that the schema does not allow. */
const FAULT = 'INVALID_SUBGRAPH_ANSWER';

/**
 * Says how the engine's answer differs from the stock executor's; null when they are equivalent:
 *
 * - the data are the same text;
 * - errors of subgraphs are the same, each as often, with the same message, path, code and subgraph, in any order;
 * - where a subgraph gave what the schema does not allow and no error says why, the stock executor lists all such values
 *   in `extensions.valueCompletion`, which is no part of GraphQL. The engine makes errors of them, in words of its own,
 *   and ends a list at the first: each is at a place of the stock executor's list, and there are none without it.
 */
export function differenceOf(engine: Outcome, stock: Outcome): string | null {
  if (dataText(engine) !== dataText(stock)) return 'the data';
  if (stock.completion.length > 0) return differenceOfFaults(engine, stock);
  return isDeepStrictEqual(comparable(engine), comparable(stock)) ? null : 'the errors';
}

const dataText = ({ data }: Outcome): string | undefined => JSON.stringify(data);

const comparable = ({ errors }: Outcome): string[] =>
  errors
    .map(({ message, path, extensions: { code, serviceName } = {} }) =>
      JSON.stringify([message, path ?? null, code, serviceName]),
    )
    .sort();

function differenceOfFaults(engine: Outcome, stock: Outcome): string | null {
  const places = new Set(stock.completion.map((path) => path.join('.')));
  if (engine.errors.length === 0) return 'the engine does not say which values are wrong';
  const others = engine.errors.filter(
    ({ path, extensions }) => extensions?.code !== FAULT || !places.has(path?.join('.') ?? ''),
  );
  return others.length > 0 ? 'the places of wrong values' : null;
}
