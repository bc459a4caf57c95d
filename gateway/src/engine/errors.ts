import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError } from 'graphql';
import { failureErrors } from '../failure-paths.ts';
import { type SubgraphAnswer, type SubgraphError, SubgraphFailure } from '../subgraph-failure.ts';
import type { Run } from './compile.ts';
import type { Fetch } from './fetch.ts';
import type { AnswerPath } from './places.ts';

/** The code of an error for which its subgraph gave none. */
const NO_CODE = 'DOWNSTREAM_SERVICE_ERROR';

/**
 * Tells the client a subgraph's error: at each of `places` followed by `below`, or without a place when `below` is not
 * known.
 */
export type Report = (
  run: Run,
  error: SubgraphError,
  places: readonly AnswerPath[],
  below: AnswerPath | undefined,
) => void;

/** How the errors of a fetch are told: in its subgraph's words, with the client's names of fields. */
export function reporter({ subgraph }: Fetch, { outputRewrites = [] }: FetchNode): Report {
  const names = new Map(
    outputRewrites.flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer'
        ? [[rewrite.path.at(-1) as string | number, rewrite.renameKeyTo] as const]
        : [],
    ),
  );
  const clientError = ({ message, extensions }: SubgraphError, path: AnswerPath | undefined) =>
    new GraphQLError(message || 'A subgraph reported an error without words.', {
      ...(path && { path }),
      extensions: { code: NO_CODE, ...extensions, serviceName: subgraph },
    });
  return (run, error, places, below) => {
    if (below === undefined) {
      run.errors.push(clientError(error, undefined));
      return;
    }
    const named = below.map((step) => names.get(step) ?? step);
    for (const place of places) run.errors.push(clientError(error, [...place, ...named]));
  };
}

/** A subgraph that gave no answer becomes errors at the fields that will be null. */
export async function orFailure(
  { operation }: Fetch,
  answer: Promise<SubgraphAnswer>,
): Promise<SubgraphAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SubgraphFailure) return { errors: failureErrors(error, operation) };
    throw error;
  }
}

/**
 * Whether an error says why there is a fault: it stands where the fault does, or below, from where the null came up.
 */
export const explains = (error: GraphQLError, fault: GraphQLError): boolean =>
  error.path === undefined || (fault.path ?? []).every((step, at) => error.path![at] === step);
