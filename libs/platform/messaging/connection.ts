import type { NatsOptions } from '@nestjs/microservices';
import type { ServiceConfig } from '../config/config.js';

type NatsConfig = Pick<ServiceConfig, 'NATS_URL' | 'NATS_USER' | 'NATS_PASSWORD'>;

/** One description of the connection for Nest's transport and for JetStream: for ever reconnecting, so that a bus that comes back is used again. */
export function natsConnectionOptions(config: NatsConfig, name: string): NonNullable<NatsOptions['options']> {
  return {
    servers: [config.NATS_URL],
    name,
    ...(config.NATS_USER ? login(config.NATS_USER, config.NATS_PASSWORD) : {}),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    waitOnFirstConnect: true,
    // Requests fail at once while the bus is away instead of piling up.
    pingInterval: 5_000,
    maxPingOut: 3,
  };
}

/** Answers come to an inbox that only this login may hear: at the bus nobody reads what another was answered. */
const login = (user: string, password = ''): { user: string; pass: string; inboxPrefix: string } => ({
  user,
  pass: password,
  inboxPrefix: `_INBOX_${user}`,
});
