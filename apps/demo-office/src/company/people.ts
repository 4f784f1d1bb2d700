import type { Locale } from '../../../../libs/contracts/values.js';

export interface Assignment {
  readonly from: string;
  /** The day after the last; null while it lasts. */
  readonly to: string | null;
  readonly positionId: string;
  readonly departmentCode: string;
  readonly managerCode: string | null;
}

export interface Person {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly locale: Locale;
  readonly hiredOn: string;
  readonly assignments: readonly Assignment[];
}

type Row = readonly [code: string, name: string, mailbox: string, locale: Locale, hiredOn: string];

/** People who hold the same position, in the same department, under the same manager. */
interface Team {
  readonly positionId: string;
  readonly departmentCode: string;
  readonly managerCode: string | null;
  readonly people: readonly Row[];
}

const teams: readonly Team[] = [
  {
    positionId: 'marketing_head',
    departmentCode: 'marketing_centre',
    // The general manager, outside the marketing centre.
    managerCode: 'S0001',
    people: [['E0001', '顾明远', 'gu.mingyuan', 'zh-Hans', '2017-03-01']],
  },
  {
    positionId: 'brand_manager',
    departmentCode: 'market',
    managerCode: 'E0001',
    people: [['E0002', '沈清妍', 'shen.qingyan', 'zh-Hans', '2018-06-11']],
  },
  {
    positionId: 'brand_manager',
    departmentCode: 'market',
    managerCode: 'E0002',
    people: [['E0003', '黎詠詩', 'lai.wingsze', 'zh-Hant', '2021-02-22']],
  },
  {
    positionId: 'market_researcher',
    departmentCode: 'market',
    managerCode: 'E0002',
    people: [
      ['E0004', '傅子昂', 'fu.ziang', 'zh-Hans', '2020-07-06'],
      ['E0005', '温若涵', 'wen.ruohan', 'zh-Hans', '2022-09-01'],
      ['E0006', '鄧凱琳', 'tang.hoilam', 'en', '2024-03-18'],
    ],
  },
  {
    positionId: 'campaign_operator',
    departmentCode: 'market',
    managerCode: 'E0002',
    people: [
      ['E0007', '秦一诺', 'qin.yinuo', 'zh-Hans', '2021-05-10'],
      ['E0008', '袁嘉树', 'yuan.jiashu', 'zh-Hans', '2023-04-03'],
      ['E0009', '孟晓棠', 'meng.xiaotang', 'zh-Hans', '2025-07-14'],
    ],
  },
  {
    positionId: 'sales_manager',
    departmentCode: 'sales_east',
    managerCode: 'E0001',
    people: [['E0010', '陆振邦', 'lu.zhenbang', 'zh-Hans', '2016-09-05']],
  },
  {
    positionId: 'sales_manager',
    departmentCode: 'sales_south',
    managerCode: 'E0001',
    people: [['E0011', '梁國棟', 'leung.kwoktung', 'zh-Hant', '2018-01-15']],
  },
  {
    positionId: 'sales_manager',
    departmentCode: 'sales_north',
    managerCode: 'E0001',
    people: [['E0012', '白海燕', 'bai.haiyan', 'zh-Hans', '2019-04-22']],
  },
  {
    positionId: 'sales_rep',
    departmentCode: 'sales_east',
    managerCode: 'E0010',
    people: [
      ['E0013', '许文博', 'xu.wenbo', 'zh-Hans', '2020-03-16'],
      ['E0014', '蒋雨桐', 'jiang.yutong', 'zh-Hans', '2021-08-02'],
      ['E0015', '韩少杰', 'han.shaojie', 'zh-Hans', '2019-11-11'],
      ['E0016', '曹思敏', 'cao.simin', 'zh-Hans', '2022-05-23'],
      ['E0017', '彭浩然', 'peng.haoran', 'zh-Hans', '2023-02-13'],
      ['E0018', '丁晓雯', 'ding.xiaowen', 'zh-Hans', '2024-06-03'],
    ],
  },
  {
    positionId: 'sales_rep',
    departmentCode: 'sales_south',
    managerCode: 'E0011',
    people: [
      ['E0019', '何嘉儀', 'ho.kayee', 'zh-Hant', '2020-10-12'],
      ['E0020', '罗俊杰', 'luo.junjie', 'zh-Hans', '2021-03-29'],
      ['E0021', '叶秋彤', 'ye.qiutong', 'zh-Hans', '2022-11-07'],
      ['E0022', '馮志強', 'fung.chikeung', 'zh-Hant', '2018-08-20'],
      ['E0023', '钟悦', 'zhong.yue', 'zh-Hans', '2024-02-26'],
      ['E0024', '潘伟伦', 'pan.weilun', 'en', '2023-09-18'],
    ],
  },
  {
    positionId: 'sales_rep',
    departmentCode: 'sales_north',
    managerCode: 'E0012',
    people: [
      ['E0025', '田野', 'tian.ye', 'zh-Hans', '2020-01-06'],
      ['E0026', '董雪', 'dong.xue', 'zh-Hans', '2021-12-01'],
      ['E0027', '魏来', 'wei.lai', 'zh-Hans', '2022-07-11'],
      ['E0028', '任天宇', 'ren.tianyu', 'zh-Hans', '2019-05-27'],
      ['E0029', '姜楠', 'jiang.nan', 'zh-Hans', '2025-03-10'],
      // Joins in the middle of the demo's month.
      ['E0030', '方子墨', 'fang.zimo', 'zh-Hans', '2026-10-20'],
    ],
  },
  {
    positionId: 'key_account_rep',
    departmentCode: 'sales_east',
    managerCode: 'E0010',
    people: [
      ['E0031', '严立群', 'yan.liqun', 'zh-Hans', '2017-10-16'],
      ['E0032', '贺兰心', 'he.lanxin', 'zh-Hans', '2020-06-15'],
    ],
  },
  {
    positionId: 'key_account_rep',
    departmentCode: 'sales_south',
    managerCode: 'E0011',
    people: [['E0033', '麥穎欣', 'mak.wingyan', 'zh-Hant', '2019-09-09']],
  },
  {
    positionId: 'key_account_rep',
    departmentCode: 'sales_north',
    managerCode: 'E0012',
    people: [['E0034', '石磊', 'shi.lei', 'zh-Hans', '2018-12-03']],
  },
  {
    positionId: 'service_supervisor',
    departmentCode: 'customer_service',
    managerCode: 'E0001',
    people: [
      ['E0035', '苏慧兰', 'su.huilan', 'zh-Hans', '2017-06-19'],
      ['E0036', '范哲', 'fan.zhe', 'zh-Hans', '2020-04-13'],
    ],
  },
  {
    positionId: 'after_sales_rep',
    departmentCode: 'customer_service',
    managerCode: 'E0035',
    people: [
      ['E0037', '廖美玲', 'liao.meiling', 'zh-Hans', '2021-01-18'],
      ['E0038', '邹凯', 'zou.kai', 'zh-Hans', '2022-03-07'],
      ['E0039', '薛佳宁', 'xue.jianing', 'zh-Hans', '2023-08-28'],
      ['E0040', '陳浩文', 'chan.homan', 'zh-Hant', '2024-10-08'],
    ],
  },
  {
    positionId: 'after_sales_rep',
    departmentCode: 'customer_service',
    managerCode: 'E0036',
    people: [
      ['E0041', '尹航', 'yin.hang', 'zh-Hans', '2022-06-20'],
      ['E0042', '史可欣', 'shi.kexin', 'zh-Hans', '2025-05-12'],
    ],
  },
  {
    positionId: 'customer_operator',
    departmentCode: 'customer_service',
    managerCode: 'E0036',
    people: [
      ['E0043', '江晚晴', 'jiang.wanqing', 'zh-Hans', '2021-10-25'],
      ['E0044', '段亦飞', 'duan.yifei', 'zh-Hans', '2023-12-11'],
      ['E0045', '龔麗莎', 'kung.laisa', 'en', '2024-08-05'],
    ],
  },
];

/** Moves from the eastern to the southern sales team in the middle of the demo's month. */
export const transfer = {
  code: 'E0018',
  on: '2026-10-12',
  departmentCode: 'sales_south',
  managerCode: 'E0011',
} as const;
export const joinerCode = 'E0030';

export const people: readonly Person[] = teams
  .flatMap(({ people: rows, ...position }) =>
    rows.map(([code, name, mailbox, locale, hiredOn]) => ({
      code,
      name,
      email: `${mailbox}@example.com`,
      locale,
      hiredOn,
      assignments: assignmentsOf(code, { ...position, from: hiredOn, to: null }),
    })),
  )
  .sort((a, b) => (a.code < b.code ? -1 : 1));

function assignmentsOf(code: string, first: Assignment): Assignment[] {
  if (code !== transfer.code) return [first];
  const { on, departmentCode, managerCode } = transfer;
  return [
    { ...first, to: on },
    { ...first, from: on, departmentCode, managerCode },
  ];
}

export const holding = (...positionIds: readonly string[]): readonly Person[] =>
  people.filter((person) => person.assignments.some((assignment) => positionIds.includes(assignment.positionId)));

/** Who sells: has customers, orders and a plan of their own. */
export const sellers = holding('sales_rep', 'key_account_rep');
export const salesPeople = holding('sales_manager', 'sales_rep', 'key_account_rep');
/** Who answers customers' tickets. */
export const agents = holding('after_sales_rep', 'customer_operator');
