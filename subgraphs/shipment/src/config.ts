import { readConfig, subgraphVariables } from '@eci/kit/config';
import { isCountry } from '@eci/kit/scalars';
import { z } from 'zod';

const variables = {
  ...subgraphVariables(8086),
  /** Where the warehouses are: what goes there is domestic and gets another carrier than what leaves it. */
  HOME_COUNTRY: z.string().refine(isCountry, 'expected a country code such as DE').default('DE'),
};

/** This service's environment, typed; throws one ConfigError that lists every problem. */
export const readShipmentConfig = (env?: Record<string, string | undefined>) =>
  readConfig('shipment', variables, env);
export type ShipmentConfig = ReturnType<typeof readShipmentConfig>;
