import { month } from '../month.js';
import { negativeNews, strategyItems } from './head-office.js';
import { campaignLeadsOf, competitorNewsOf, contentOf, eventsOf, findingsOf, reportsOf } from './marketing-activity.js';
import type { OfficeSystem } from './records.js';
import { leadsOf, touchesOf } from './sales-activity.js';

export const oaOf = (seed: number): OfficeSystem => ({
  month: month.from,
  collections: [
    touchesOf(seed),
    leadsOf(seed),
    reportsOf(seed),
    findingsOf(seed),
    competitorNewsOf(seed),
    contentOf(seed),
    eventsOf(seed),
    campaignLeadsOf(seed),
    strategyItems,
    negativeNews,
  ],
});
