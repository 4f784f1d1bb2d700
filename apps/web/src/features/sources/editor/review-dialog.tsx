import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../shared/api.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import type { FactChange } from './fact-diff.js';

interface ReviewDialogProps {
  readonly isNew: boolean;
  readonly changes: readonly FactChange[];
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onSave: () => void;
  /** Somebody else saved meanwhile: their version is read, and the changes are set against it. */
  readonly onCompareAnew: () => void;
  readonly onCancel: () => void;
}

/** What saving will change, in words, before it is saved. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { isNew, changes, pending, error, onSave, onCompareAnew, onCancel } = props;
  const { t } = useTranslation();
  const stale = error instanceof ApiProblem && error.problem.code === 'request.stale_version';
  return (
    <Modal
      open
      width={760}
      title={t(isNew ? 'sourceForm.reviewNew' : 'sourceForm.review')}
      okText={t(stale ? 'sourceForm.compareAnew' : isNew ? 'sourceForm.create' : 'sourceForm.save')}
      cancelText={t('form.cancel')}
      okButtonProps={{ disabled: changes.length === 0 }}
      confirmLoading={pending}
      onOk={stale ? onCompareAnew : onSave}
      onCancel={onCancel}
    >
      <div className="stack">
        <p className="hint">{t(isNew ? 'sourceForm.createMeans' : 'sourceForm.saveMeans')}</p>
        {changes.length === 0 ? <p>{t('sourceForm.noChange')}</p> : <Changes changes={changes} />}
        {stale && <Alert type="warning" showIcon role="alert" title={t('sourceForm.stale')} />}
        {error && !stale && <ProblemAlert error={error} />}
      </div>
    </Modal>
  );
}

function Changes({ changes }: { changes: readonly FactChange[] }) {
  const { t } = useTranslation();
  return (
    <ul className="changes" aria-label={t('sourceForm.changes')}>
      {changes.map(({ key, label, before, after }) => (
        <li key={key}>
          <strong>{label}</strong>
          {before !== null && <del title={t('sourceForm.before')}>{before}</del>}
          {after !== null && <ins title={t('sourceForm.after')}>{after}</ins>}
        </li>
      ))}
    </ul>
  );
}
