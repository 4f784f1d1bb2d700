import 'reflect-metadata';
import { gatewayConfig } from '../../../apps/gateway/src/config.js';
import { operations } from '../../../apps/gateway/src/operations.js';
import { startGateway } from '../../../apps/gateway/src/start-gateway.js';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { runMain } from '../../../libs/platform/service/index.js';
import { floorHttp } from './contract.js';

/** The gateway as it is, serving the floor's operations beside all others: ours and the floor pass through the same process. */
runMain('bench-gateway', () => startGateway(loadConfig(gatewayConfig), [...operations, ...Object.values(floorHttp)]));
