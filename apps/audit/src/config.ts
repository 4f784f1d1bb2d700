import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot, serviceConfig } from '../../../libs/platform/config/index.js';

const places = z.object({
  /** Folder of everything this installation writes. */
  KAOHE_DATA: z.string().min(1).default(join(projectRoot, '.kaohe')),
  /** The second place anchors are kept in: another disk, better another machine. */
  KAOHE_ANCHOR_DIR_2: z.string().min(1).optional(),
});

export const auditConfig = serviceConfig.extend({
  ...places.shape,
  /** `own`: this service starts the anchoring command every hour. `external`: a scheduler does, where the key is. */
  KAOHE_ANCHORING: z.enum(['own', 'external']).default('own'),
});
export const AUDIT_CONFIG = Symbol('AUDIT_CONFIG');
export type AuditConfig = z.infer<typeof auditConfig>;

/** What the operators' commands read; the database is not needed to verify an exported file. */
export const commandConfig = places.extend({
  KAOHE_SERVICE_DATABASE_URL: serviceConfig.shape.KAOHE_SERVICE_DATABASE_URL.optional(),
});

export interface AnchorSettings {
  readonly folders: readonly string[];
  readonly keysFolder: string;
}

export const anchorSettings = (config: z.infer<typeof places>): AnchorSettings => ({
  folders: [join(config.KAOHE_DATA, 'anchors'), config.KAOHE_ANCHOR_DIR_2 ?? join(config.KAOHE_DATA, 'anchors-copy')],
  keysFolder: join(config.KAOHE_DATA, 'keys'),
});
