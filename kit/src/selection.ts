import { type GraphQLResolveInfo, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';

type Selected = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Whether a field called `name` is asked for anywhere below the field that is resolved: for a resolver that can fetch
 * it on the way. It may be told yes for a field that a directive leaves out or of another type, so it must not matter
 * to the answer.
 */
export function selects({ fieldNodes, fragments }: Selected, name: string): boolean {
  const within = (set: SelectionSetNode | undefined): boolean => set?.selections.some(asksFor) ?? false;
  const asksFor = (node: SelectionNode): boolean => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return within(fragments[node.name.value]?.selectionSet);
    return (node.kind === Kind.FIELD && node.name.value === name) || within(node.selectionSet);
  };
  return fieldNodes.some(({ selectionSet }) => within(selectionSet));
}
