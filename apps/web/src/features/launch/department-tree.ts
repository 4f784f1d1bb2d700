import type { LocalisedText } from '../../../../../libs/contracts/values.js';

interface Department {
  readonly departmentId: string;
  readonly parentId: string | null;
  readonly names: LocalisedText;
}
export interface DepartmentNode {
  readonly value: string;
  readonly title: string;
  readonly children: DepartmentNode[];
}

/** Departments below one another, as a tree selects them. */
export function departmentTree(
  departments: readonly Department[],
  nameOf: (names: LocalisedText) => string,
  parentId: string | null = null,
): DepartmentNode[] {
  return departments
    .filter((one) => one.parentId === parentId)
    .map((one) => ({
      value: one.departmentId,
      title: nameOf(one.names),
      children: departmentTree(departments, nameOf, one.departmentId),
    }));
}
