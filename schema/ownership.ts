import { type DefinitionNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode } from 'graphql';
import { namedType } from './named-type.ts';

/** Which subgraph owns each entity: it alone knows whether an id exists. */
const OWNERS: Readonly<Record<string, string>> = {
  Product: 'catalog',
  ProductVariant: 'catalog',
  Category: 'catalog',
  Customer: 'customer',
  Cart: 'order',
  Order: 'order',
  Payment: 'payment',
  Shipment: 'shipment',
  Notification: 'notification',
};

interface ParsedSubgraph {
  readonly name: string;
  readonly definitions: readonly DefinitionNode[];
}

/** What breaks the rules between subgraphs: one owner per entity, and no subgraph that can take another's fields along. */
export function contextProblems(subgraphs: readonly ParsedSubgraph[]): string[] {
  return subgraphs.flatMap(({ name, definitions }) => {
    const types = definitions.filter(
      (node): node is ObjectTypeDefinitionNode => node.kind === Kind.OBJECT_TYPE_DEFINITION,
    );
    return types
      .flatMap((type) => [...entityProblems(name, type), ...referenceProblems(name, type)])
      .map((problem) => `${name}: ${problem}`);
  });
}

function entityProblems(subgraph: string, type: ObjectTypeDefinitionNode): string[] {
  const key = type.directives?.find((directive) => directive.name.value === 'key');
  if (!key) return [];
  const name = type.name.value;
  const owner = OWNERS[name];
  if (!owner) return [`${name} is an entity without an owner: name it in schema/ownership.ts.`];
  if (owner === subgraph) return [];
  const contributed = (type.fields ?? []).filter((field) => field.name.value !== 'id');
  const isReference = key.arguments?.some(
    ({ name: argument, value }) =>
      argument.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  );
  if (contributed.length === 0)
    return isReference
      ? []
      : [`${name} is ${owner}'s and nothing is added to it: say @key(fields: "id", resolvable: false).`];
  return contributed
    .filter(isRequired)
    .map((field) => `${name}.${field.name.value} is added to ${owner}'s ${name} and is not nullable.`);
}

/** A required field of another's entity would be taken along, with all that holds it, while that subgraph is down. */
function referenceProblems(subgraph: string, type: ObjectTypeDefinitionNode): string[] {
  const isEdge = /Edge$|Connection$/.test(type.name.value);
  return (type.fields ?? [])
    .filter((field) => !isEdge && isRequired(field) && isAnothers(namedType(field.type), subgraph))
    .map(
      (field) =>
        `${type.name.value}.${field.name.value} is ${OWNERS[namedType(field.type)]}'s and is not nullable: null it while that subgraph is down.`,
    );
}

const isRequired = (field: FieldDefinitionNode): boolean => field.type.kind === Kind.NON_NULL_TYPE;

const isAnothers = (type: string, subgraph: string): boolean =>
  OWNERS[type] !== undefined && OWNERS[type] !== subgraph;
