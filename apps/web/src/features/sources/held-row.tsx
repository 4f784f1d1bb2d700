import { Alert, Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QuarantinedRow, SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { useFormat } from '../../shared/format.js';
import { HeldRowForm } from './held-row-form.js';
import { useMay } from './may.js';
import { cellsOf, faultyColumns } from './row-cells.js';
import { RowTable } from './row-table.js';
import { useTold } from './told.js';

interface HeldRowProps {
  readonly row: QuarantinedRow;
  readonly source: SourceDetail;
  /** After the cut-off nothing is corrected here. */
  readonly frozen: boolean;
  readonly onNext: (() => void) | null;
  readonly onClose: () => void;
}

/** One held row: as it came, why it does not fit, and what its data owner does about it. */
export function HeldRow({ row, source, frozen, onNext, onClose }: HeldRowProps) {
  const { t } = useTranslation();
  const told = useTold();
  const { answer } = useMay(row.sourceId);
  const mapping = source.configuration.datasets.find(({ datasetId }) => datasetId === row.datasetId)?.mapping;
  // What the mapping names as person and day is where a person or a day is wrong.
  const suspects =
    row.reason.endsWith('_person') || row.reason.endsWith('_assignment')
      ? [mapping?.employeeCode]
      : row.reason === 'out_of_period'
        ? [mapping?.occurredOn.column]
        : [];
  const faulty = suspects.filter((column) => column !== undefined);
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={t('held.rowOfBatch', { batch: row.batchNo, row: row.rowNo })}
      extra={onNext && <Button onClick={onNext}>{t('held.next')}</Button>}
    >
      <div className="stack">
        <div>
          <strong className="warns">{t(`quarantine.reason.${row.reason}`)}</strong>
          <div>{told(row)}</div>
        </div>
        {row.state === 'open' && answer && !frozen ? (
          <HeldRowForm row={row} faulty={faulty} onDone={onNext ?? onClose} />
        ) : (
          <>
            <Resolution row={row} frozen={frozen} />
            <RowTable cells={cellsOf(row.sourceRow)} marked={[...faultyColumns(row), ...faulty]} />
          </>
        )}
      </div>
    </Drawer>
  );
}

function Resolution({ row, frozen }: Pick<HeldRowProps, 'row' | 'frozen'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row.state === 'open') return <p className="hint">{t(frozen ? 'held.frozen' : 'held.ownerDecides')}</p>;
  return (
    <Alert
      type="info"
      showIcon
      title={t(`held.state.${row.state}`)}
      description={
        <>
          {row.resolution && <div>{row.resolution}</div>}
          {row.resolvedAt && <div className="quiet">{format.moment(row.resolvedAt)}</div>}
        </>
      }
    />
  );
}
