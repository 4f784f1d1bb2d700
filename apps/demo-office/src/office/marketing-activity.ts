import { holding } from '../company/people.js';
import { addDays, month, workingDays } from '../month.js';
import { Random } from '../random.js';
import { levelOf, shareAt } from '../skill.js';
import { type Collection, count, numbered } from './records.js';
import { hoursLater, momentOn } from './times.js';

const researchers = holding('market_researcher').map((person) => person.code);
const brandManagers = holding('brand_manager').map((person) => person.code);
const operators = holding('campaign_operator').map((person) => person.code);

/** A weekly brief each Friday and the month's trend report. */
export function reportsOf(seed: number): Collection {
  const dueDays = ['2026-10-09', '2026-10-16', '2026-10-23', '2026-10-30', month.lastDay];
  const reports = researchers.flatMap((code) => {
    const random = new Random(seed, `reports/${code}`);
    const onTime = random.marks(dueDays.length, levelOf(seed, code, 'reports') >= 930 ? 5 : 4);
    return dueDays.map((dueOn, index) => ({
      employeeCode: code,
      title: index === 4 ? '行业趋势月报' : '竞品周报',
      dueOn,
      submittedOn: addDays(dueOn, onTime[index] ? -random.between(0, 1) : random.between(1, 3)),
    }));
  });
  return {
    name: 'reports',
    dateField: 'dueOn',
    records: numbered('RP', reports),
    totals: {
      reports_due: reports.length,
      reports_on_time: count(reports, (report) => report.submittedOn <= report.dueOn),
    },
  };
}

export function findingsOf(seed: number): Collection {
  const findings = researchers.flatMap((code) => {
    const random = new Random(seed, `findings/${code}`);
    const size = random.between(9, 13);
    const adopted = Math.round((size * shareAt(800, levelOf(seed, code, 'findings'))) / 1000);
    return random
      .marks(size, adopted)
      .map((isAdopted) => ({ employeeCode: code, submittedOn: random.pick(workingDays), adopted: isAdopted }));
  });
  return {
    name: 'findings',
    dateField: 'submittedOn',
    records: numbered('F', findings),
    totals: { findings_submitted: findings.length, findings_adopted: count(findings, (finding) => finding.adopted) },
  };
}

/** Three to five competitors a week. The third researcher spent the month on a study: no competitor news fell to them. */
export function competitorNewsOf(seed: number): Collection {
  const news = researchers.slice(0, 2).flatMap((code) => {
    const random = new Random(seed, `competitor news/${code}`);
    const size = random.between(14, 19);
    const onTime = Math.round((size * shareAt(985, levelOf(seed, code, 'competitor news'))) / 1000);
    return random.marks(size, onTime).map((isOnTime) => {
      const seenAt = momentOn(random, random.pick(workingDays), 8, 20);
      const passedOnAt = hoursLater(seenAt, isOnTime ? random.between(1, 24) : random.between(25, 60));
      return { employeeCode: code, seenAt, passedOnAt, isOnTime };
    });
  });
  return {
    name: 'competitor-news',
    dateField: 'seenAt',
    records: numbered(
      'N',
      news.map(({ isOnTime: _, ...shown }) => shown),
    ),
    totals: { competitor_news_due: news.length, competitor_news_on_time: count(news, (item) => item.isOnTime) },
  };
}

/** Leads come from readings at about three in a hundred. */
export function contentOf(seed: number): Collection {
  const pages = brandManagers.flatMap((code) => {
    const random = new Random(seed, `content/${code}`);
    const share = (30 * levelOf(seed, code, 'content')) / 1000;
    return ['行业白皮书', '用户案例', '产品解读', '节日专题'].flatMap((title) =>
      workingDays.map((readOn) => {
        const reads = random.between(60, 240);
        const leads = Math.max(0, Math.round((reads * share + random.between(-600, 600)) / 1000));
        return { employeeCode: code, title, readOn, reads, leads };
      }),
    );
  });
  return {
    name: 'content',
    dateField: 'readOn',
    records: numbered('P', pages),
    totals: {
      content_reads: pages.reduce((sum, page) => sum + page.reads, 0),
      content_leads: pages.reduce((sum, page) => sum + page.leads, 0),
    },
  };
}

/** The second brand manager held no event in October. */
export function eventsOf(seed: number): Collection {
  const [code = ''] = brandManagers;
  const random = new Random(seed, 'events');
  const level = levelOf(seed, code, 'events');
  const events = ['2026-10-14', '2026-10-21', '2026-10-27'].map((heldOn, index) => ({
    employeeCode: code,
    name: ['智能工厂直播', '新品发布直播', '客户故事直播'][index] ?? '',
    heldOn,
    viewers: Math.round((5000 * (level + random.between(-90, 90))) / 1000),
  }));
  return {
    name: 'events',
    dateField: 'heldOn',
    records: numbered('EV', events),
    totals: { rows: events.length },
  };
}

export function campaignLeadsOf(seed: number): Collection {
  const leads = operators.flatMap((code) => {
    const random = new Random(seed, `campaign leads/${code}`);
    const size = random.between(70, 120);
    const converted = Math.round((size * shareAt(150, levelOf(seed, code, 'campaign leads'))) / 1000);
    return random
      .marks(size, converted)
      .map((isConverted) => ({ employeeCode: code, capturedOn: random.pick(workingDays), converted: isConverted }));
  });
  return {
    name: 'campaign-leads',
    dateField: 'capturedOn',
    records: numbered('CL', leads),
    totals: { campaign_leads: leads.length, campaign_leads_converted: count(leads, (lead) => lead.converted) },
  };
}
