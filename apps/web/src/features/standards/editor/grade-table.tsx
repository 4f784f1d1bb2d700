import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Defaults, Problem } from '../../../../../../libs/domain/scoring/index.js';
import { useRefusal } from './field.js';

type Grades = Defaults['grades'];

interface GradeTableProps {
  readonly grades: Grades;
  readonly problems: readonly Problem[];
  readonly onChange: (grades: Grades) => void;
}

/** Grades from low to high; each reaches up to where the next begins. */
export function GradeTable({ grades, problems, onChange }: GradeTableProps) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const own = problems.filter(({ path }) => path.startsWith('defaults.grades'));
  const numbered = grades.map((band, index) => ({ no: index + 1, band }));
  const put = (no: number, change: Partial<Grades[number]>) =>
    onChange(grades.map((band, at) => (at + 1 === no ? { ...band, ...change } : band)));
  const wrong = (band: Grades[number], no: number) =>
    own.some(({ path }) => path === `defaults.grades.${band.grade}` || path.startsWith(`defaults.grades.${no - 1}.`));
  return (
    <Form.Item
      label={t('standards.gradeTable')}
      {...(own.length > 0 ? { validateStatus: 'error' as const, help: own.map(refusal).join(' ') } : {})}
    >
      <div className="parameter-rows">
        {numbered.map(({ no, band }) => (
          <Flex key={no} gap="small">
            <Input
              aria-label={t('standards.gradeName', { row: no })}
              value={band.grade}
              maxLength={20}
              status={wrong(band, no) ? 'error' : ''}
              onChange={(event) => put(no, { grade: event.target.value.trim() })}
            />
            <Input
              aria-label={t('standards.gradeFromLabel', { grade: band.grade })}
              value={band.from}
              inputMode="decimal"
              status={wrong(band, no) ? 'error' : ''}
              onChange={(event) => put(no, { from: event.target.value.trim() })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('standards.remove', { name: band.grade })}
              onClick={() => onChange(grades.filter((_, at) => at + 1 !== no))}
            />
          </Flex>
        ))}
        <Button
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange([...grades, { grade: '', from: '' }])}
        >
          {t('standards.addGrade')}
        </Button>
      </div>
    </Form.Item>
  );
}
