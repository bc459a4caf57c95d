import { askGraph } from '../graph-client.ts';
import { OperatorProblem } from '../operator-problem.ts';

interface Refusable {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** Asks the graph as one person, or as nobody. */
export interface ShopClient {
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /**
   * Runs one mutation for each of `calls`, several to a request, one after the other within it. Answers their payloads in
   * order. Throws an OperatorProblem for a refusal whose code is not among `expected`.
   */
  mutate<Payload>(
    mutation: Mutation,
    calls: readonly Record<string, unknown>[],
    expected?: readonly string[],
  ): Promise<Payload[]>;
}

/** A mutation to be sent many times: its name, its arguments with their types, and what to answer beside userErrors. */
export interface Mutation {
  readonly name: string;
  readonly args: Readonly<Record<string, string>>;
  readonly selection: string;
}

/** Below what the gateway takes in one request (30 root fields). */
const PER_REQUEST = 25;

/** A client of the graph at `url`; `accessToken` makes it speak for somebody. */
export function shopClient(url: string, accessToken?: string): ShopClient {
  const ask: ShopClient['ask'] = (query, variables) => askGraph(url, query, variables, accessToken);

  async function send<Payload>(
    mutation: Mutation,
    calls: readonly Record<string, unknown>[],
    expected: readonly string[],
  ): Promise<Payload[]> {
    const names = Object.keys(mutation.args);
    const variables = calls.flatMap((_, i) => names.map((name) => `$${name}${i}: ${mutation.args[name]}`));
    const fields = calls.map((_, i) => {
      const args = names.map((name) => `${name}: $${name}${i}`);
      return `m${i}: ${mutation.name}(${args.join(', ')}) { ${mutation.selection} userErrors { code message } }`;
    });
    const values = Object.fromEntries(
      calls.flatMap((call, i) => names.map((name) => [`${name}${i}`, call[name]])),
    );
    const data = await ask<Record<string, (Payload & Refusable) | null>>(
      `mutation (${variables.join(', ')}) { ${fields.join('\n')} }`,
      values,
    );
    return calls.map((_, i) => accepted(mutation.name, data[`m${i}`], expected));
  }

  return {
    ask,
    mutate: async (mutation, calls, expected = []) => {
      const requests = Array.from({ length: Math.ceil(calls.length / PER_REQUEST) }, (_, i) =>
        calls.slice(i * PER_REQUEST, (i + 1) * PER_REQUEST),
      );
      return (await Promise.all(requests.map((request) => send<never>(mutation, request, expected)))).flat();
    },
  };
}

function accepted<Payload>(
  name: string,
  payload: (Payload & Refusable) | null | undefined,
  expected: readonly string[],
): Payload {
  const refusal = payload?.userErrors.find(({ code }) => !expected.includes(code));
  if (refusal || !payload)
    throw new OperatorProblem(
      `The demo shop can not be filled: ${name} answered ${refusal ? `${refusal.code}, ${refusal.message}` : 'nothing.'}`,
    );
  return payload;
}
