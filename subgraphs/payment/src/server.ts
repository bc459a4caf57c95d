import { startSubgraph } from '@eci/kit/server';
import { payment } from './subgraph.ts';

await startSubgraph(payment);
