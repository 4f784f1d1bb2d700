import type { LocalisedText } from '../../../../libs/contracts/values.js';

export interface Department {
  readonly code: string;
  readonly names: LocalisedText;
  readonly parentCode: string | null;
}

const department = (
  code: string,
  parentCode: string | null,
  zhHant: string,
  zhHans: string,
  en: string,
): Department => ({
  code,
  parentCode,
  names: { 'zh-Hant': zhHant, 'zh-Hans': zhHans, en },
});

/** Those whose people the month's cycle appraises. */
export const marketingCentre: readonly Department[] = [
  department('marketing_centre', 'company', '營銷中心', '营销中心', 'Marketing centre'),
  department('market', 'marketing_centre', '市場部', '市场部', 'Market'),
  department('sales', 'marketing_centre', '銷售部', '销售部', 'Sales'),
  department('sales_east', 'sales', '華東銷售組', '华东销售组', 'Sales team east'),
  department('sales_south', 'sales', '華南銷售組', '华南销售组', 'Sales team south'),
  department('sales_north', 'sales', '華北銷售組', '华北销售组', 'Sales team north'),
  department('customer_service', 'marketing_centre', '客戶服務部', '客户服务部', 'Customer service'),
];

export const departments: readonly Department[] = [
  department('company', null, '示範公司', '示范公司', 'Demo company'),
  department('human_resources', 'company', '人力資源部', '人力资源部', 'Human resources'),
  department('finance', 'company', '財務部', '财务部', 'Finance'),
  department('systems', 'company', '信息系統部', '信息系统部', 'Information systems'),
  department('audit', 'company', '內部審計部', '内部审计部', 'Internal audit'),
  ...marketingCentre,
];
