import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import type { SubgraphAnswer } from '../subgraph-failure.ts';
import { bodyHead, bodyOf, type Fetch, type Variables } from './fetch.ts';

/** Sends a body to a subgraph; throws a SubgraphFailure when no answer comes. */
export type Ask = (subgraph: string, body: string, isMutation: boolean) => Promise<SubgraphAnswer>;

/** Several fetches of entities as one document. */
export interface Joined {
  readonly head: string;
  readonly variableNames: readonly string[];
  /** The variable that takes the representations of each. */
  readonly representations: readonly string[];
}

interface Waiting {
  readonly fetch: Fetch;
  readonly representations: string;
  readonly settle: (answer: Promise<SubgraphAnswer>) => void;
}

/** Joined documents of one operation that are kept; a plan has few fetches that can meet. */
const MAX_JOINED = 64;

/** The response key of a joined fetch by its place among them. */
const entitiesKey = (index: number): string => `_entities_${index}`;

/**
 * The fetches of entities that one operation makes. Those which become ready in the same turn and go to the same
 * subgraph are sent as one request, each under an alias: a request costs more than what it asks. When such a request
 * comes back without data by the fault of one, each is asked alone, so that it does not null the others.
 */
export class Wave {
  readonly #ask: Ask;
  readonly #variables: Variables;
  /** Documents joined before, by the ids of their fetches. */
  readonly #joined: Map<string, Joined>;
  #waiting: Waiting[] = [];

  constructor(ask: Ask, variables: Variables, joined: Map<string, Joined>) {
    this.#ask = ask;
    this.#variables = variables;
    this.#joined = joined;
  }

  /** Asks for the entities of `representations`, a JSON list. Their fields are under `_entities` in the answer. */
  entities(fetch: Fetch, representations: string): Promise<SubgraphAnswer> {
    if (this.#waiting.length === 0) queueMicrotask(() => this.#send());
    return new Promise((settle) => {
      this.#waiting.push({ fetch, representations, settle });
    });
  }

  #send(): void {
    const bySubgraph = Map.groupBy(this.#waiting, ({ fetch }) => fetch.subgraph);
    this.#waiting = [];
    for (const [subgraph, group] of bySubgraph) {
      try {
        if (group.length === 1) group[0]!.settle(this.#alone(group[0]!));
        else this.#together(subgraph, group);
      } catch (error) {
        for (const { settle } of group) settle(Promise.reject(error));
      }
    }
  }

  #alone({ fetch, representations }: Waiting): Promise<SubgraphAnswer> {
    const body = bodyOf(fetch.head, fetch.variableNames, this.#variables, [
      ['representations', representations],
    ]);
    return this.#ask(fetch.subgraph, body, false);
  }

  #together(subgraph: string, unordered: readonly Waiting[]): void {
    // In the plan's order, whoever was ready first, so that there is one document of them.
    const group = unordered.toSorted((a, b) => a.fetch.id - b.fetch.id);
    const { head, variableNames, ...joined } = this.#join(group.map(({ fetch }) => fetch));
    const representations = group.map(
      (waiting, index) => [joined.representations[index]!, waiting.representations] as const,
    );
    const answer = this.#ask(subgraph, bodyOf(head, variableNames, this.#variables, representations), false);
    group.forEach((waiting, index) => {
      waiting.settle(
        answer.then((whole) => (isFaultOfOne(whole) ? this.#alone(waiting) : partOf(whole, index))),
      );
    });
  }

  #join(fetches: readonly Fetch[]): Joined {
    const key = fetches.map(({ id }) => id).join();
    const known = this.#joined.get(key);
    if (known) return known;
    const joined = join(fetches);
    if (this.#joined.size >= MAX_JOINED) this.#joined.clear();
    this.#joined.set(key, joined);
    return joined;
  }
}

/** Codes of a subgraph that does not take the joined document; alone, the others' may be taken. */
const NOT_TAKEN: readonly unknown[] = ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

/** Whether a joined answer is without data for the sake of one of its fetches, rather than of the subgraph's state. */
const isFaultOfOne = ({ data, errors = [] }: SubgraphAnswer): boolean =>
  !data && errors.some(({ path, extensions }) => path !== undefined || NOT_TAKEN.includes(extensions?.code));

/** What a joined answer says to one of its fetches, as if it had been asked alone. Errors without a place go to the first. */
function partOf({ data, errors }: SubgraphAnswer, index: number): SubgraphAnswer {
  const key = entitiesKey(index);
  const own = errors?.filter(({ path }) => (path?.length ? path[0] === key : index === 0));
  return {
    data: data ? { _entities: data[key] } : null,
    ...(own?.length && {
      errors: own.map((error) => ({
        ...error,
        ...(error.path && { path: ['_entities', ...error.path.slice(1)] }),
      })),
    }),
  };
}

/** One document of several; the client's variables keep their names, since they have the same values in all. */
export function join(fetches: readonly Fetch[]): Joined {
  const variableNames = [...new Set(fetches.flatMap((fetch) => fetch.variableNames))];
  let prefix = 'representations_';
  while (variableNames.some((name) => name.startsWith(prefix))) prefix = `_${prefix}`;
  const representations = fetches.map((_, index) => `${prefix}${index}`);
  const operations = fetches.map(({ operation }, index) =>
    renamed(parse(operation, { noLocation: true }), representations[index]!, entitiesKey(index)),
  );
  const definitions = new Map(
    operations.flatMap(({ variableDefinitions = [] }) =>
      variableDefinitions.map((definition) => [definition.variable.name.value, definition] as const),
    ),
  );
  const operation: OperationDefinitionNode = {
    ...operations[0]!,
    name: undefined,
    variableDefinitions: [...definitions.values()],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
  return {
    head: bodyHead(print(operation), undefined),
    variableNames,
    representations,
  };
}

/** A fetch's operation with its root field and its representations under names of their own. */
function renamed(document: DocumentNode, variable: string, key: string): OperationDefinitionNode {
  const [operation] = document.definitions as [OperationDefinitionNode];
  const name = { kind: Kind.NAME, value: variable } as const;
  const withVariable = visit(operation, {
    Variable: (node) => (node.name.value === 'representations' ? { ...node, name } : undefined),
  });
  const [entities] = withVariable.selectionSet.selections as [FieldNode];
  const alias = { kind: Kind.NAME, value: key } as const;
  return {
    ...withVariable,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [{ ...entities, alias }] },
  };
}
