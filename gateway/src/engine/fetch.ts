import type { FetchNode } from '@apollo/query-planner';
import { ownValue } from './json.ts';

/** A request to a subgraph as planned; what depends on variables is put in when it is sent. */
export interface Fetch {
  /** Unique within its operation. */
  readonly id: number;
  readonly subgraph: string;
  readonly isMutation: boolean;
  readonly operation: string;
  /** The client's variables that it uses. */
  readonly variableNames: readonly string[];
  /** The body up to the variables: `{"query":"...","variables":{`. */
  readonly head: string;
}

export type Variables = Readonly<Record<string, unknown>>;

export function compileFetch(id: number, node: FetchNode): Fetch {
  return {
    id,
    subgraph: node.serviceName,
    isMutation: node.operationKind === 'mutation',
    operation: node.operation,
    variableNames: node.variableUsages ?? [],
    head: bodyHead(node.operation, node.operationName),
  };
}

/** The start of a body; `bodyOf` ends it. */
export const bodyHead = (operation: string, operationName: string | undefined): string =>
  `{"query":${JSON.stringify(operation)},${operationName ? `"operationName":${JSON.stringify(operationName)},` : ''}"variables":{`;

/** A whole body. `representations` are further variables: the name and the JSON of each. */
export function bodyOf(
  head: string,
  names: readonly string[],
  variables: Variables,
  representations: readonly (readonly [name: string, json: string])[] = [],
): string {
  const given: string[] = [];
  for (const name of names) {
    const value = ownValue(variables, name);
    if (value !== undefined) given.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  for (const [name, json] of representations) given.push(`"${name}":${json}`);
  return `${head}${given.join(',')}}}`;
}
