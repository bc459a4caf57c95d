import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

export const Category = defineEntity({
  name: 'Category',
  properties: {
    id: p.string().length(64).primary(),
    slug: p.string().length(100),
    name: p.string().length(100),
  },
});
export type CategoryRow = InferEntity<typeof Category>;
