import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';
import { lineKey } from './segment-lines.js';
import { totalParts } from './total-parts.js';

export interface TotalsProps {
  readonly sheet: AppraisalSheet;
  readonly onOpenLine: (key: string) => void;
}

/** The sum written out; each of its lines leads to that line below. */
export function HowTotal({ sheet, onOpenLine }: TotalsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = totalParts(sheet);
  return (
    <div className="spaced-top">
      <p className="hint">{t('sheet.sumOfLines')}</p>
      {parts.segments.map(({ segment, lines, score }) => (
        <div key={segment.segmentNo}>
          <ul className="sum">
            {lines.map(({ line, points }) => (
              <li key={lineKey(line)}>
                <Button type="link" size="small" className="inline-link" onClick={() => onOpenLine(lineKey(line))}>
                  {format.name(line.names)}
                </Button>
                <span>
                  {t('sheet.part', {
                    score: format.number(line.scoreNow),
                    weight: format.number(line.effectiveWeight),
                    points: format.number(points.toFixed()),
                  })}
                </span>
              </li>
            ))}
          </ul>
          {parts.segments.length > 1 && (
            <p>
              {t('sheet.segmentScore', { score: format.number(score.toFixed()) })} ·{' '}
              {t('sheet.segmentDays', { from: format.date(segment.from), days: segment.days })}
            </p>
          )}
        </div>
      ))}
      <p>
        {parts.explains
          ? t('sheet.sumUnrounded', { sum: format.number(parts.sum.toFixed(), 6), total: format.number(sheet.total) })
          : t('sheet.otherPoints')}
      </p>
    </div>
  );
}
