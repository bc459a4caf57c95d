import { isObject, type JsonObject, ownValue } from './json.ts';

/** Where a fetch's objects are in the answer: field by field, `@` for each element of a list. */
export type PlanPath = readonly string[];
/** Where one of them is. */
export type AnswerPath = readonly (string | number)[];

/** The objects at `path`, in the answer's order; nulls are no objects. */
export function objectsAt(data: JsonObject, path: PlanPath): JsonObject[] {
  const objects: JsonObject[] = [];
  collect(data, path, 0, objects);
  return objects;
}

function collect(value: unknown, path: PlanPath, at: number, objects: JsonObject[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    // A list within a list has a mark of its own; without one the elements are what is asked.
    const next = path[at] === '@' ? at + 1 : at;
    for (const element of value) collect(element, path, next, objects);
  } else if (at === path.length) {
    if (isObject(value)) objects.push(value);
  } else if (isObject(value)) {
    collect(ownValue(value, path[at]!), path, at + 1, objects);
  }
}

/** The places of `objectsAt`, one for one. Only errors need them. */
export function placesAt(data: JsonObject, path: PlanPath): AnswerPath[] {
  const places: AnswerPath[] = [];
  locate(data, path, 0, [], places);
  return places;
}

function locate(value: unknown, path: PlanPath, at: number, place: AnswerPath, places: AnswerPath[]): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    const next = path[at] === '@' ? at + 1 : at;
    value.forEach((element, index) => {
      locate(element, path, next, [...place, index], places);
    });
  } else if (at === path.length) {
    if (isObject(value)) places.push(place);
  } else if (isObject(value)) {
    locate(ownValue(value, path[at]!), path, at + 1, [...place, path[at]!], places);
  }
}
