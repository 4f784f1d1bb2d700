import 'reflect-metadata';
import { loadConfig } from '../../../libs/platform/config/index.js';
import { runMain } from '../../../libs/platform/service/index.js';
import { gatewayConfig } from './config.js';
import { startGateway } from './start-gateway.js';

runMain('gateway', () => startGateway(loadConfig(gatewayConfig)));
