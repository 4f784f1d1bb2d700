import { type OutputCell, writeWorkbook } from '../../../../libs/platform/spreadsheet/index.js';
import { filesMadeAt } from '../month.js';
import { departments } from './departments.js';
import { people } from './people.js';
import { staff } from './staff.js';

/** The company in the columns of Kaohe's import template, as its HR would fill them in: a row for each stretch of each person. */
export function organisationFile(): Promise<Buffer> {
  return writeWorkbook(
    [
      {
        name: '人员',
        header: ['工号', '姓名', '邮箱', '岗位', '部门', '上级工号', '生效日期', '语言'],
        rows: [...staff, ...people].flatMap((person) =>
          person.assignments.map((assignment): OutputCell[] => [
            person.code,
            person.name,
            person.email,
            assignment.positionId,
            assignment.departmentCode,
            assignment.managerCode,
            { date: assignment.from },
            person.locale,
          ]),
        ),
      },
      {
        name: '部门',
        header: ['部门编号', '名称（繁体）', '名称（简体）', '名称（英文）', '上级部门编号'],
        rows: departments.map(({ code, names, parentCode }) => [
          code,
          names['zh-Hant'],
          names['zh-Hans'],
          names.en,
          parentCode,
        ]),
      },
    ],
    filesMadeAt,
  );
}
