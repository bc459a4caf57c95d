import { runProcess } from '@eci/kit/lifecycle';
import { readGatewayConfig } from './config.ts';
import { openGateway } from './gateway.ts';

await runProcess('gateway', () => openGateway(readGatewayConfig()));
