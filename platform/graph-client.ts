import { OperatorProblem } from './operator-problem.ts';

const SECOND = 1_000;

/** Longer than the gateway gives a mutation. */
const PATIENCE = 15 * SECOND;

interface GraphAnswer<Data> {
  data?: Data | null;
  errors?: { message: string; path?: (string | number)[] }[];
}

/**
 * Sends one operation to a graph, as a guest or with `accessToken`, and returns its data. Throws an OperatorProblem that
 * quotes the graph's own words when it answers with errors, with anything but GraphQL, or not at all.
 */
export async function askGraph<Data>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  accessToken?: string,
): Promise<Data> {
  const headers = {
    'content-type': 'application/json',
    ...(accessToken && { authorization: `Bearer ${accessToken}` }),
  };
  const body = JSON.stringify({ query, variables });
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(url, { method: 'POST', headers, body, signal }).catch((error: unknown) => {
    const { name, cause } = error as Error & { cause?: { message?: string } };
    const reason =
      name === 'TimeoutError' ? `no answer within ${PATIENCE / SECOND} s` : (cause?.message ?? name);
    throw new OperatorProblem(`${url} does not answer (${reason}): is ECI running? npm start starts it.`);
  });
  const { data, errors } = parseAnswer<Data>(url, answer.status, await answer.text());
  if (errors?.length) {
    const said = errors.map(({ message, path }) => (path ? `${path.join('.')}: ${message}` : message));
    throw new OperatorProblem(`the graph answered with errors: ${said.join('; ')}`);
  }
  if (!data) throw new OperatorProblem('the graph answered without data.');
  return data;
}

function parseAnswer<Data>(url: string, status: number, text: string): GraphAnswer<Data> {
  try {
    const answer = JSON.parse(text) as GraphAnswer<Data>;
    if (answer.data !== undefined || answer.errors) return answer;
  } catch {
    // Not JSON: told below like any other answer that is not GraphQL's.
  }
  throw new OperatorProblem(`${url} answered ${status} and no GraphQL: is this the gateway's address?`);
}
