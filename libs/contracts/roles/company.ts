import { z } from 'zod';
import { operation } from '../route.js';
import { locale, writtenText } from '../values.js';

const name = writtenText(100);
const settings = {
  /** Heads reports and score sheets, each in its language. */
  names: z.strictObject({ 'zh-Hant': name, 'zh-Hans': name, en: name }),
  /** Of people and accounts for whom no other is given: their pages and their mails. */
  defaultLocale: locale,
  /** As the database names it, e.g. Asia/Shanghai. Fixed once there is a cycle: its deadlines and days are reckoned in it. */
  timeZone: z.string().min(1).max(64),
  /** The reader's name across pages that show somebody's scores. */
  watermark: z.boolean(),
};
export const companySettings = z.strictObject(settings);
export type CompanySettings = z.infer<typeof companySettings>;
export const company = z.strictObject({ ...settings, version: z.int() });
export type Company = z.infer<typeof company>;

export const companyHttp = {
  getCompany: operation({
    subject: 'roles.getCompany',
    method: 'GET',
    path: '/company',
    summary: 'The company and what is set for all of it',
    policy: { allow: 'signed_in' },
    reply: company,
  }),
  updateCompany: operation({
    subject: 'roles.updateCompany',
    method: 'PUT',
    path: '/company',
    summary: 'Changes what is set for the whole company',
    policy: { allow: ['administrator'] },
    body: companySettings,
    reply: company,
    ifMatch: true,
  }),
} as const;
