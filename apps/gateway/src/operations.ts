import { auditHttp } from '../../../libs/contracts/audit/http.js';
import { cyclesHttp } from '../../../libs/contracts/cycles/http.js';
import { metricsHttp } from '../../../libs/contracts/metrics/http.js';
import { notificationsHttp } from '../../../libs/contracts/notifications/http.js';
import { rolesHttp } from '../../../libs/contracts/roles/http.js';
import type { Operation } from '../../../libs/contracts/route.js';

/** Every endpoint there is: what is not here cannot be reached from outside. */
export const operations: readonly Operation[] = [
  rolesHttp,
  metricsHttp,
  cyclesHttp,
  notificationsHttp,
  auditHttp,
].flatMap((service): Operation[] => Object.values(service));
