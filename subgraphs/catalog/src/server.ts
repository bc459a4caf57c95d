import { startSubgraph } from '@eci/kit/server';
import { catalog } from './subgraph.ts';

await startSubgraph(catalog);
