import { Alert, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Problem, StandardVersion } from '../../../../../../libs/domain/scoring/index.js';
import { EmptyState } from '../../../shared/empty-state.js';
import { useFormat } from '../../../shared/format.js';
import { AddByCode } from './add-by-code.js';
import { withoutPosition, withPosition } from './edits.js';
import { NamesFields, useRefusal } from './field.js';
import { useFreePositions } from './known-codes.js';
import { RemovePart } from './part-buttons.js';

interface PositionFieldsProps {
  readonly standard: StandardVersion;
  readonly problems: readonly Problem[];
  readonly onChange: (standard: StandardVersion) => void;
}

/** Whom the standard measures: positions that no other standard does. */
export function PositionFields({ standard, problems, onChange }: PositionFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const refusal = useRefusal();
  const free = useFreePositions(standard.standardId).data ?? [];
  const offered = free.filter(({ positionId }) => standard.positions[positionId] === undefined);
  const positions = Object.entries(standard.positions);
  return (
    <div className="part-rows">
      {problems
        .filter(({ path }) => path === 'positions')
        .map((problem) => (
          <Alert key={problem.code} type="error" showIcon title={refusal(problem)} />
        ))}
      {positions.length === 0 && <EmptyState text={t('standards.noPositions')} />}
      {positions.map(([positionId, position]) => {
        const name = format.name(position.names) || positionId;
        return (
          <fieldset key={positionId} className="part-row">
            <legend>
              {name}{' '}
              <RemovePart
                name={name}
                means={t('standards.removePositionMeans')}
                onRemove={() => onChange(withoutPosition(standard, positionId))}
              />
            </legend>
            <Form layout="vertical" component="div" className="kpi-fields">
              <NamesFields
                path={`positions.${positionId}`}
                names={position.names}
                problems={problems}
                onChange={(names) =>
                  onChange({ ...standard, positions: { ...standard.positions, [positionId]: { ...position, names } } })
                }
              />
            </Form>
          </fieldset>
        );
      })}
      {offered.length > 0 && (
        <Form.Item label={t('standards.addKnownPosition')} htmlFor="known-position">
          <Select
            id="known-position"
            value={null}
            placeholder={t('standards.choosePosition')}
            options={offered.map(({ positionId, names }) => ({ value: positionId, label: format.name(names) }))}
            popupMatchSelectWidth={false}
            onChange={(positionId: string | null) => {
              const found = offered.find((one) => one.positionId === positionId);
              if (found) onChange(withPosition(standard, found.positionId, found.names));
            }}
          />
        </Form.Item>
      )}
      <AddByCode
        id="new-position"
        label={t('standards.newPosition')}
        action={t('standards.addPosition')}
        taken={positions.map(([positionId]) => positionId)}
        onAdd={(positionId) => onChange(withPosition(standard, positionId))}
      />
    </div>
  );
}
