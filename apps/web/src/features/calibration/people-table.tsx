import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalibratedPerson, CalibrationSession } from '../../../../../libs/contracts/cycles/http.js';
import { FilterBar } from '../../shared/filter-bar.js';
import { none, useFormat } from '../../shared/format.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useCalibrated } from './session.js';

const MoveDialog = lazy(() => import('./move-dialog.js').then((part) => ({ default: part.MoveDialog })));
const route = getRouteApi('/shell/calibrations/$groupId');

/** Who has which grade, the greatest total first; a row opens to the moves and their reasons. */
export function PeopleTable({ session }: { session: CalibrationSession }) {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useCalibrated(session.groupId, search);
  const [moving, setMoving] = useState<CalibratedPerson | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const columns = useColumns(session, setMoving);
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <>
      <FilterBar
        fields={[
          {
            name: 'grade',
            label: t('score.grade'),
            options: session.grades.map(({ grade }) => ({ value: grade, label: grade })),
          },
          {
            name: 'reviewer',
            label: t('calibration.reviewer'),
            options: session.leniency.map(({ reviewer }) => ({ value: reviewer.personId, label: reviewer.name })),
          },
        ]}
        search={search}
        onChange={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
      />
      <PagedTable
        label={t('calibration.people')}
        columns={columns}
        list={list}
        rowKey={({ appraisalId }) => appraisalId}
        empty={t('calibration.nobody')}
        expansion={{
          open,
          toggle,
          nameOf: ({ person }) => person.name,
          render: (row) => <Moves row={row} />,
        }}
      />
      {moving && (
        <Suspense fallback={null}>
          <MoveDialog session={session} row={moving} onClose={() => setMoving(null)} />
        </Suspense>
      )}
    </>
  );
}

function useColumns(
  session: CalibrationSession,
  move: (row: CalibratedPerson) => void,
): readonly Column<CalibratedPerson>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<CalibratedPerson>[] = [
    {
      key: 'name',
      title: t('person.name'),
      onPhone: 'title',
      render: ({ appraisalId, person }) => (
        <Link to="/appraisals/$appraisalId" params={{ appraisalId }}>
          {person.name} {person.employeeCode}
        </Link>
      ),
    },
    {
      key: 'place',
      title: t('person.position'),
      render: ({ person, departmentNames }) => `${format.name(person.positionNames)} · ${format.name(departmentNames)}`,
    },
    { key: 'reviewer', title: t('calibration.reviewer'), render: ({ reviewer }) => reviewer.name },
    { key: 'total', title: t('score.total'), align: 'right', render: ({ total }) => format.number(total) },
    { key: 'last', title: t('calibration.lastGrade'), render: ({ lastGrade }) => lastGrade ?? none },
    { key: 'before', title: t('calibration.before'), render: ({ grade, gradeBefore }) => gradeBefore ?? grade ?? none },
    { key: 'now', title: t('calibration.now'), render: (row) => <Now row={row} /> },
  ];
  if (!session.may.close) return columns;
  return [
    ...columns,
    {
      key: 'move',
      title: <span className="heard-only">{t('calibration.move')}</span>,
      render: (row) =>
        row.mayMove && (
          <Button
            size="small"
            aria-label={t('calibration.moveOf', { name: row.person.name })}
            onClick={() => move(row)}
          >
            {t('calibration.move')}
          </Button>
        ),
    },
  ];
}

function Now({ row: { grade, gradeBefore, scale } }: { row: CalibratedPerson }) {
  const { t } = useTranslation();
  if (grade === null) return none;
  const up = gradeBefore !== null && scale.indexOf(grade) > scale.indexOf(gradeBefore);
  return (
    <span className="grade-now">
      <Tag>{grade}</Tag>
      {gradeBefore !== null && <span className="quiet">{t(up ? 'calibration.up' : 'calibration.down')}</span>}
    </span>
  );
}

function Moves({ row: { moves } }: { row: CalibratedPerson }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (moves.length === 0) return <p className="hint">{t('calibration.noMoves')}</p>;
  return (
    <ol className="grade-moves">
      {moves.map((one) => (
        <li key={one.at}>
          {t(one.voided ? 'calibration.moveVoid' : 'calibration.moveMade', {
            from: one.from,
            to: one.to,
            who: one.by.name,
            when: format.moment(one.at),
          })}
          <div className="written">{one.reason}</div>
        </li>
      ))}
    </ol>
  );
}
