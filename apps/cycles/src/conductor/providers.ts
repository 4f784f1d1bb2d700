import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TemporalClient, type TemporalConfig } from '../../../../libs/platform/temporal/index.js';
import { CYCLE_CONDUCTOR } from '../conductor-port.js';
import { TemporalConductor } from './temporal-conductor.js';

/** The way to Temporal, for a module that has the `DataSource`. Whoever takes it closes the `TemporalClient` when the process ends. */
export const conductorProviders = (config: TemporalConfig): Provider[] => [
  // Connects when it is used first: the process boots while Temporal is away.
  { provide: TemporalClient, useFactory: () => new TemporalClient(config) },
  {
    provide: TemporalConductor,
    inject: [TemporalClient, DataSource],
    useFactory: (temporal: TemporalClient, database: DataSource) => new TemporalConductor(temporal, database),
  },
  { provide: CYCLE_CONDUCTOR, useExisting: TemporalConductor },
];
