import type { FetchNode } from '@apollo/query-planner';
import type { SubgraphError } from '../subgraph-failure.ts';
import type { Run, Step } from './compile.ts';
import { orFailure, type Report, reporter } from './errors.ts';
import type { Fetch } from './fetch.ts';
import { isObject, type JsonObject } from './json.ts';
import { merge } from './merge.ts';
import { objectsAt, type PlanPath, placesAt } from './places.ts';
import { compileRepresentation } from './represent.ts';
import { compileRewrites } from './rewrite.ts';
import type { IsOfType } from './type-conditions.ts';

/** Fields of entities that another subgraph has. Each distinct one is asked for once, however often it occurs there. */
export function fetchEntities(fetch: Fetch, node: FetchNode, path: PlanPath, isOfType: IsOfType): Step {
  const represent = compileRepresentation(node.requires!, node.inputRewrites, isOfType);
  const rewrite = compileRewrites(node.outputRewrites, isOfType);
  const report = reporter(fetch, node);
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
    if (errors) reportOfEntities(run, report, errors, indexOf, path);
    const entities = data?._entities;
    if (!Array.isArray(entities) || entities.length !== distinct.size) {
      run.isIncomplete = true;
      if (!errors) report(run, notAnswered(distinct.size), placesAt(run.data, path).slice(0, 1), []);
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
  objects.forEach((object, at) => {
    const entity = entities[indexOf[at]!];
    if (isObject(entity)) entity.__typename ??= object.__typename;
  });
  for (const entity of entities) if (isObject(entity)) rewrite(entity);
}

const notAnswered = (count: number): SubgraphError => ({
  message: `The answer does not hold the ${count} entities asked for.`,
});

/** An error at an entity stands wherever the entity does; one that is at none of them has no place. */
function reportOfEntities(
  run: Run,
  report: Report,
  errors: readonly SubgraphError[],
  indexOf: readonly number[],
  path: PlanPath,
): void {
  const places = placesAt(run.data, path);
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? [];
    const itsPlaces = places.filter((_, at) => indexOf[at] === index);
    report(run, error, itsPlaces, itsPlaces.length > 0 ? rest : undefined);
  }
}
