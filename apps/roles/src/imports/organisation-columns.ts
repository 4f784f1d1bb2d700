import type { Locale } from '../../../../libs/contracts/values.js';

/** The columns of the two sheets, as headers in the template's languages; any of them is understood. */
type Headers = Readonly<Record<Locale, string>>;
export interface Column {
  readonly headers: Headers;
  readonly required: boolean;
}

const column = (required: boolean, zhHant: string, zhHans: string, en: string): Column => ({
  required,
  headers: { 'zh-Hant': zhHant, 'zh-Hans': zhHans, en },
});

export const peopleColumns = {
  employeeCode: column(true, '工號', '工号', 'employee code'),
  name: column(true, '姓名', '姓名', 'name'),
  email: column(false, '電子郵件', '邮箱', 'email'),
  position: column(true, '崗位', '岗位', 'position'),
  department: column(true, '部門', '部门', 'department'),
  manager: column(true, '上級工號', '上级工号', 'manager code'),
  from: column(true, '生效日期', '生效日期', 'from'),
  to: column(false, '離職日期', '离职日期', 'left on'),
  locale: column(false, '語言', '语言', 'language'),
};
export const departmentColumns = {
  code: column(true, '部門編號', '部门编号', 'department code'),
  zhHant: column(true, '名稱（繁體）', '名称（繁体）', 'name (traditional)'),
  zhHans: column(true, '名稱（簡體）', '名称（简体）', 'name (simplified)'),
  en: column(true, '名稱（英文）', '名称（英文）', 'name (english)'),
  parent: column(false, '上級部門編號', '上级部门编号', 'parent code'),
};
export const sheetNames = {
  people: { 'zh-Hant': '人員', 'zh-Hans': '人员', en: 'people' },
  departments: { 'zh-Hant': '部門', 'zh-Hans': '部门', en: 'departments' },
} satisfies Record<string, Headers>;

/** Without case, spaces, underscores and the width of brackets, so that "Employee_Code" is "employee code". */
const plain = (header: string): string => header.normalize('NFKC').toLowerCase().replace(/[\s_]/g, '');

export const isNamed = (text: string, headers: Headers): boolean =>
  Object.values(headers).some((header) => plain(header) === plain(text));

/** Which column each header is; null where it is none of them. */
export function recogniseColumns<Key extends string>(
  header: readonly string[],
  columns: Readonly<Record<Key, Column>>,
): (Key | null)[] {
  const keys = Object.keys(columns) as Key[];
  return header.map((text) => keys.find((key) => isNamed(text, columns[key].headers)) ?? null);
}
