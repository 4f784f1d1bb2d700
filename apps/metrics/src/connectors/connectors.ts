import type { FileSourceConfig, SourceConfig } from '../../../../libs/contracts/metrics/source-config.js';
import type { SourceEnvironment } from '../config.js';
import type { AllowList } from './allow-list.js';
import { FileConnector } from './file-connector.js';
import { HttpConnector } from './http-connector.js';
import type { SourceConnector } from './port.js';
import { SqlConnector } from './sql-connector.js';

/** A source that can be asked, as opposed to one that is handed in. */
export type FetchedConfig = Exclude<SourceConfig, FileSourceConfig>;

/** Opens the connector that fits a configuration. */
export class Connectors {
  constructor(
    private readonly environment: SourceEnvironment,
    private readonly allowList: AllowList,
  ) {}

  ofFetched(config: FetchedConfig, zone: string): SourceConnector {
    const { environment, allowList } = this;
    if (config.kind === 'sql') return new SqlConnector(config, environment);
    return new HttpConnector(config, { environment, allowList, zone });
  }

  ofFile(config: FileSourceConfig, content: Buffer, datasetId: string | undefined): SourceConnector {
    return new FileConnector(config, content, datasetId);
  }
}
