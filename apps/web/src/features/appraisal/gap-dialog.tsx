import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { ReasonDialog } from '../../shared/reason-dialog.js';
import { type DialogProps, draftName } from './dialog-props.js';
import { lineKey } from './segment-lines.js';

/** A named person says which of the lines that hold up the total do not count, and why. */
export function GapDialog({ sheet, decision, onClose }: DialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const blocking = sheet.lines.filter((line) =>
    sheet.blockedBy.some(
      ({ segmentNo, kpiId }) => kpiId === line.kpiId && (segmentNo ?? line.segmentNo) === line.segmentNo,
    ),
  );
  const [chosen, setChosen] = useState<readonly string[]>(blocking.map(lineKey));
  const submit = async (reason: string): Promise<boolean> => {
    const exclusions = blocking
      .filter((line) => chosen.includes(lineKey(line)))
      .map(({ segmentNo, kpiId }) => ({ segmentNo, kpiId, reason }));
    const accepted = await decision.decide({ verb: 'resolve_gap', exclusions });
    if (accepted) onClose();
    return accepted;
  };
  return (
    <ReasonDialog
      title={t('verb.resolve_gap')}
      okText={t('verb.resolve_gap')}
      label={t('gap.reason')}
      whoReads={t('whoReads.reason')}
      draftOf={draftName('gap', sheet)}
      pending={decision.isPending}
      error={decision.error}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Form.Item label={t('gap.lines')}>
        <Checkbox.Group
          value={[...chosen]}
          onChange={setChosen}
          options={blocking.map((line) => ({ value: lineKey(line), label: format.name(line.names) }))}
        />
      </Form.Item>
    </ReasonDialog>
  );
}
