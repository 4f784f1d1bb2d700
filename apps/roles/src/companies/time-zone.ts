import { Problem } from '../../../../libs/platform/http/index.js';

/** Of the database, which reckons in it. */
export async function requireTimeZone(
  query: (sql: string, parameters: readonly unknown[]) => Promise<readonly unknown[]>,
  timeZone: string,
): Promise<void> {
  const known = await query('select from pg_timezone_names where name = $1', [timeZone]);
  if (known.length > 0) return;
  throw new Problem(
    422,
    'company.time_zone_unknown',
    `There is no time zone ${timeZone}; use one like Asia/Shanghai.`,
    { timeZone },
  );
}
