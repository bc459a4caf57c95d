import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import { fetchEntities } from './entities.ts';
import { orFailure, reporter } from './errors.ts';
import { bodyOf, compileFetch, type Fetch, type Variables } from './fetch.ts';
import { isObject, type JsonObject, ownValue } from './json.ts';
import { merge } from './merge.ts';
import { objectsAt, type PlanPath, placesAt } from './places.ts';
import { compileRewrites } from './rewrite.ts';
import type { IsOfType } from './type-conditions.ts';
import type { Ask, Wave } from './wave.ts';

/** One execution of an operation. */
export interface Run {
  /** As the client gave them. */
  readonly variables: Variables;
  /** The values of the variables that decide @skip and @include. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** What the subgraphs have answered so far, merged. */
  readonly data: JsonObject;
  readonly errors: GraphQLError[];
  /** Set when a fetch gave no data at all: what is missing then has been told once. */
  isIncomplete: boolean;
  readonly ask: Ask;
  readonly wave: Wave;
}

/** A part of a plan, ready to run; resolves when its answers are merged. It never rejects for what a subgraph does. */
export type Step = (run: Run) => Promise<void>;

/** Compiles a plan; null when no subgraph has to be asked. */
export function compilePlan({ node }: QueryPlan, isOfType: IsOfType): Step | null {
  if (!node) return null;
  let fetches = 0;

  function compileNode(node: PlanNode | SubscriptionNode, path: PlanPath): Step {
    switch (node.kind) {
      case 'Sequence':
        return inSequence(node.nodes.map((child) => compileNode(child, path)));
      case 'Parallel':
        return inParallel(node.nodes.map((child) => compileNode(child, path)));
      case 'Flatten':
        return compileNode(node.node, [...path, ...node.path.map(String)]);
      case 'Condition': {
        const then = node.ifClause ? compileNode(node.ifClause, path) : nothing;
        const otherwise = node.elseClause ? compileNode(node.elseClause, path) : nothing;
        return (run) => (ownValue(run.conditions, node.condition) ? then(run) : otherwise(run));
      }
      case 'Fetch': {
        const fetch = compileFetch(fetches++, node);
        return node.requires
          ? fetchEntities(fetch, node, path, isOfType)
          : fetchRoot(fetch, node, path, isOfType);
      }
      default:
        throw new Error(`Plans with a ${node.kind} node are not executed here.`);
    }
  }
  return compileNode(node, []);
}

const nothing: Step = async () => {};

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

/** Fields of the root type; below the root when a field answers the root type again. */
function fetchRoot(fetch: Fetch, node: FetchNode, path: PlanPath, isOfType: IsOfType): Step {
  const rewrite = compileRewrites(node.outputRewrites, isOfType);
  const report = reporter(fetch, node);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    if (objects.length === 0) return;
    const body = bodyOf(fetch.head, fetch.variableNames, run.variables);
    const { data, errors } = await orFailure(fetch, run.ask(fetch.subgraph, body, fetch.isMutation));
    if (errors) {
      const places = placesAt(run.data, path);
      for (const error of errors) report(run, error, places, error.path);
    }
    if (!isObject(data)) {
      run.isIncomplete = true;
      return;
    }
    rewrite?.(data);
    for (const object of objects) merge(object, data);
  };
}
