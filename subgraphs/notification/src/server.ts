import { startSubgraph } from '@eci/kit/server';
import { notification } from './subgraph.ts';

await startSubgraph(notification);
