import { startSubgraph } from '@eci/kit/server';
import { order } from './subgraph.ts';

await startSubgraph(order);
