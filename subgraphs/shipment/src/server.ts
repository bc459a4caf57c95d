import { startSubgraph } from '@eci/kit/server';
import { shipment } from './subgraph.ts';

await startSubgraph(shipment);
