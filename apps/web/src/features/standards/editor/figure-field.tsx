import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Figures, Problem } from '../../../../../../libs/domain/scoring/index.js';
import { Entry } from './field.js';

interface FigureFieldProps {
  readonly path: string;
  readonly label: string;
  /** A plain figure is one observation; undefined: none. */
  readonly given: string | Figures | undefined;
  readonly problems: readonly Problem[];
  readonly onChange: (given: string | Figures | null) => void;
}

const parts = ['sum', 'count', 'last', 'max', 'min'] as const satisfies readonly (keyof Figures)[];

/** What one input is in an example: one observation, or several added up. */
export function FigureField({ path, label, given = '', problems, onChange }: FigureFieldProps) {
  const { t } = useTranslation();
  const several = typeof given !== 'string';
  return (
    <Entry path={path} label={label} problems={problems} {...(several ? { className: 'wide' } : {})}>
      <div className="figure-parts">
        {several ? (
          parts.map((part) => (
            <Input
              key={part}
              {...(part === 'sum' ? { id: path } : {})}
              aria-label={t('standards.figureOf', { input: label, part: t(`standards.figure.${part}`) })}
              prefix={<span className="quiet">{t(`standards.figure.${part}`)}</span>}
              value={given[part]}
              inputMode="decimal"
              onChange={(event) => onChange({ ...given, [part]: event.target.value.trim() })}
            />
          ))
        ) : (
          <Input
            id={path}
            value={given}
            inputMode="decimal"
            placeholder={t('standards.try.noFigure')}
            onChange={(event) => onChange(event.target.value.trim() || null)}
          />
        )}
        <Button
          size="small"
          type="link"
          onClick={() =>
            onChange(several ? given.sum : { sum: given, count: '1', last: given, max: given, min: given })
          }
        >
          {t(several ? 'standards.oneObservation' : 'standards.severalObservations')}
        </Button>
      </div>
    </Entry>
  );
}
