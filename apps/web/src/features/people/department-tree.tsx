import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import type { DepartmentRow } from './organisation.js';

interface DepartmentTreeProps {
  readonly departments: readonly DepartmentRow[];
  readonly chosen: string | undefined;
  readonly onChoose: (departmentId: string | undefined) => void;
}

/** The departments below one another, with how many people stand directly in each. */
export function DepartmentTree({ departments, chosen, onChoose }: DepartmentTreeProps) {
  const { t } = useTranslation();
  const known = new Set(departments.map(({ departmentId }) => departmentId));
  const tops = departments.filter(({ parentId }) => parentId === null || !known.has(parentId));
  return (
    <nav className="department-tree" aria-label={t('people.departments')}>
      <h2 className="department-heading">{t('people.departments')}</h2>
      <p className="quiet">{t('people.directCount')}</p>
      <ul>
        <li>
          <div className="department-line">
            <Choice chosen={chosen === undefined} onChoose={() => onChoose(undefined)} name={t('people.everybody')} />
          </div>
        </li>
        {tops.map((department) => (
          <Branch key={department.departmentId} {...{ department, departments, chosen, onChoose }} />
        ))}
      </ul>
    </nav>
  );
}

function Branch({ department, ...tree }: DepartmentTreeProps & { department: DepartmentRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(true);
  const { departmentId } = department;
  const below = tree.departments.filter(({ parentId }) => parentId === departmentId);
  const name = format.name(department.names);
  return (
    <li>
      <div className="department-line">
        {below.length > 0 && (
          <Button
            type="text"
            size="small"
            icon={open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
            aria-label={t(open ? 'people.fold' : 'people.unfold', { department: name })}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          />
        )}
        <Choice
          chosen={tree.chosen === departmentId}
          onChoose={() => tree.onChoose(departmentId)}
          name={name}
          count={format.count(department.people)}
        />
      </div>
      {open && below.length > 0 && (
        <ul>
          {below.map((one) => (
            <Branch key={one.departmentId} department={one} {...tree} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Choice(props: { chosen: boolean; onChoose: () => void; name: string; count?: string }) {
  return (
    <button
      type="button"
      className="department"
      aria-current={props.chosen ? 'true' : undefined}
      onClick={props.onChoose}
    >
      <span>{props.name}</span>
      {props.count !== undefined && <span className="quiet">{props.count}</span>}
    </button>
  );
}
