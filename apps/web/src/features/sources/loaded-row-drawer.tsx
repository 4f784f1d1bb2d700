import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LoadedRow, SourceDetail } from '../../../../../libs/contracts/metrics/http.js';
import { CorrectRowForm } from './correct-row-form.js';
import { useMay } from './may.js';
import { cellsOf } from './row-cells.js';
import { RowTable } from './row-table.js';

interface LoadedRowDrawerProps {
  readonly row: LoadedRow;
  readonly source: SourceDetail;
  readonly cycleId: string;
  /** After the cut-off nothing is corrected here. */
  readonly frozen: boolean;
  readonly onClose: () => void;
}

/** One row that counts: as it came, what was put right, and the way to put it right. */
export function LoadedRowDrawer({ row, source, cycleId, frozen, onClose }: LoadedRowDrawerProps) {
  const { t } = useTranslation();
  const { answer } = useMay(source.sourceId);
  const { correction } = row;
  return (
    <Drawer open onClose={onClose} size={640} title={t('held.rowOfBatch', { batch: row.batchNo, row: row.rowNo })}>
      <div className="stack">
        {correction && <Alert type="info" showIcon title={t('rows.corrected', { reason: correction.reason ?? '' })} />}
        {answer && !frozen ? (
          <CorrectRowForm row={row} source={source} cycleId={cycleId} onDone={onClose} />
        ) : (
          <>
            <p className="hint">{t(frozen ? 'held.frozen' : 'rows.ownerCorrects')}</p>
            <RowTable cells={cellsOf(row.sourceRow)} marked={[]} corrected={correction?.values ?? {}} />
          </>
        )}
      </div>
    </Drawer>
  );
}
