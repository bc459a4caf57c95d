import { startSubgraph } from '@eci/kit/server';
import { customer } from './subgraph.ts';

await startSubgraph(customer);
