import type { FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import { failurePaths } from '../failure-paths.ts';
import { type SubgraphAnswer, type SubgraphError, SubgraphFailure } from '../subgraph-failure.ts';
import { clientError } from './errors.ts';
import { bodyOf, compileFetch, type Fetch, type Variables } from './fetch.ts';
import { isObject, type JsonObject, ownValue } from './json.ts';
import { merge } from './merge.ts';
import { type AnswerPath, objectsAt, type PlanPath, placesAt } from './places.ts';
import { compileRepresentation } from './represent.ts';
import { compileRewrites } from './rewrite.ts';
import type { IsOfType } from './types.ts';
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
  return async (run) => {
    const objects = objectsAt(run.data, path);
    if (objects.length === 0) return;
    const body = bodyOf(fetch.head, fetch.variableNames, run.variables);
    const { data, errors } = await orFailure(fetch, run.ask(fetch.subgraph, body, fetch.isMutation));
    if (errors) {
      const places = placesAt(run.data, path);
      for (const error of errors) report(run, fetch, error, places, error.path);
    }
    if (!isObject(data)) return;
    rewrite?.(data);
    for (const object of objects) merge(object, data);
  };
}

/** Fields of entities that another subgraph has. Each distinct entity is asked once, however often it occurs. */
function fetchEntities(fetch: Fetch, node: FetchNode, path: PlanPath, isOfType: IsOfType): Step {
  const represent = compileRepresentation(node.requires!, node.inputRewrites, isOfType);
  const rewrite = compileRewrites(node.outputRewrites, isOfType);
  return async (run) => {
    const objects = objectsAt(run.data, path);
    const distinct = new Map<string, number>();
    /** For each object the index of its representation, or -1. */
    const indexOf = objects.map((object) => {
      const text = represent(object);
      if (text === null) return -1;
      const known = distinct.get(text);
      if (known !== undefined) return known;
      distinct.set(text, distinct.size);
      return distinct.size - 1;
    });
    if (distinct.size === 0) return;
    const answer = run.wave.entities(fetch, `[${[...distinct.keys()].join(',')}]`);
    const { data, errors } = await orFailure(fetch, answer);
    if (errors) reportOfEntities(run, fetch, errors, indexOf, path);
    if (!isObject(data)) return;
    const entities = data._entities;
    if (!Array.isArray(entities) || entities.length !== distinct.size) {
      if (!errors) report(run, fetch, notAnswered(distinct.size), placesAt(run.data, path).slice(0, 1), []);
      return;
    }
    if (rewrite) rewriteEntities(rewrite, objects, indexOf, entities);
    objects.forEach((object, at) => {
      const entity = entities[indexOf[at]!];
      if (isObject(entity)) mergeEntity(object, entity, isOfType);
    });
  };
}

/** An object keeps its type where a subgraph, which knows only the interface, calls it by that. */
function mergeEntity(object: JsonObject, entity: JsonObject, isOfType: IsOfType): void {
  const known = object.__typename;
  merge(object, entity);
  if (object.__typename !== known && isOfType(String(known), String(object.__typename)))
    object.__typename = known;
}

/** An entity whose type its subgraph was not asked has the type of the object it belongs to. */
function rewriteEntities(
  rewrite: (object: JsonObject) => void,
  objects: readonly JsonObject[],
  indexOf: readonly number[],
  entities: readonly unknown[],
): void {
  entities.forEach((entity, index) => {
    if (!isObject(entity)) return;
    entity.__typename ??= objects[indexOf.indexOf(index)]!.__typename;
    rewrite(entity);
  });
}

const notAnswered = (count: number): SubgraphError => ({
  message: `The answer does not hold the ${count} entities asked for.`,
});

/** A subgraph that gave no answer becomes errors at the fields that will be null. */
async function orFailure(fetch: Fetch, answer: Promise<SubgraphAnswer>): Promise<SubgraphAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof SubgraphFailure)) throw error;
    const { message, code, facts } = error;
    const errors = failurePaths(fetch.operation).map((path) => ({
      message,
      path,
      extensions: { code, ...facts },
    }));
    return { errors };
  }
}

/** An error at an entity stands wherever the entity does; one that is at none of them has no place. */
function reportOfEntities(
  run: Run,
  fetch: Fetch,
  errors: readonly SubgraphError[],
  indexOf: readonly number[],
  path: PlanPath,
): void {
  const places = placesAt(run.data, path);
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    const itsPlaces = places.filter((_, at) => indexOf[at] === index);
    report(run, fetch, error, itsPlaces, itsPlaces.length > 0 ? rest : undefined);
  }
}

function report(
  run: Run,
  { subgraph }: Fetch,
  error: SubgraphError,
  places: readonly AnswerPath[],
  below: AnswerPath | undefined,
): void {
  if (below === undefined) run.errors.push(clientError(error, subgraph, undefined));
  else for (const place of places) run.errors.push(clientError(error, subgraph, [...place, ...below]));
}
