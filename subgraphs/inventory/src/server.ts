import { startSubgraph } from '@eci/kit/server';
import { inventory } from './subgraph.ts';

await startSubgraph(inventory);
