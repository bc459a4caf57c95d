import { readConfig, subgraphVariables } from '@eci/kit/config';
import { z } from 'zod';

const variables = {
  ...subgraphVariables(8081),
  /** Folder served at /images/; without it there is no such route. */
  IMAGE_DIR: z.string().optional(),
};

/** This service's environment, typed; throws one ConfigError that lists every problem. */
export const readCatalogConfig = (env?: Record<string, string | undefined>) =>
  readConfig('catalog', variables, env);
export type CatalogConfig = ReturnType<typeof readCatalogConfig>;
