import { z } from 'zod';
import { operation } from '../../../libs/contracts/route.js';

const row = z.strictObject({ rowId: z.int(), version: z.int() });
const rowParams = z.strictObject({ rowId: z.coerce.number().int().min(1) });

/** What the floor of a click does: the least a durable change through our gateway, bus and a service can be. */
export const floorHttp = {
  updateRow: operation({
    subject: 'bench.updateRow',
    method: 'POST',
    path: '/bench-rows/:rowId/updates',
    summary: 'Updates one row, durably',
    policy: { allow: 'signed_in' },
    params: rowParams,
    reply: row,
  }),
  getRow: operation({
    subject: 'bench.getRow',
    method: 'GET',
    path: '/bench-rows/:rowId',
    summary: 'Reads one row',
    policy: { allow: 'signed_in' },
    params: rowParams,
    reply: row,
  }),
} as const;
