import { holding } from '../company/people.js';
import { type Collection, numbered } from './records.js';

const [head] = holding('marketing_head');
const employeeCode = head?.code ?? '';

export const strategyItems: Collection = {
  name: 'strategy-items',
  dateField: 'dueOn',
  records: numbered('ST', [
    { employeeCode, title: '新品上市推广计划', dueOn: '2026-10-15', state: 'completed' },
    { employeeCode, title: '华南渠道拓展', dueOn: '2026-10-20', state: 'completed' },
    { employeeCode, title: '客户分级重审', dueOn: '2026-10-30', state: 'completed' },
    { employeeCode, title: '会员体系上线', dueOn: '2026-10-30', state: 'delayed' },
  ]),
  totals: { strategy_items_due: 4, strategy_items_completed: 3 },
};

export const negativeNews: Collection = {
  name: 'negative-news',
  dateField: 'reportedAt',
  records: numbered('NN', [
    {
      employeeCode,
      title: '物流延误投诉帖',
      reportedAt: '2026-10-11T21:14:24+08:00',
      answeredAt: '2026-10-12T03:02:24+08:00',
    },
    {
      employeeCode,
      title: '论坛质量质疑',
      reportedAt: '2026-10-18T09:40:12+08:00',
      answeredAt: '2026-10-19T04:55:48+08:00',
    },
    {
      employeeCode,
      title: '竞品对比短视频',
      reportedAt: '2026-10-25T13:20:24+08:00',
      answeredAt: '2026-10-26T00:31:12+08:00',
    },
  ]),
  totals: { negative_news_due: 3, negative_news_on_time: 3 },
};
