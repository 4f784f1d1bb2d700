import { Alert, Button, Card, Flex, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OrganisationImport } from '../../../../../../libs/contracts/roles/http.js';
import { useFormat } from '../../../shared/format.js';

const counts = ['departmentsCreated', 'peopleCreated', 'peopleChanged', 'peopleUnchanged'] as const;

interface ImportSummaryProps {
  readonly report: OrganisationImport;
  readonly busy: boolean;
  readonly onLoad: () => void;
}

/** What loading would do, or has done. */
export function ImportSummary({ report, busy, onLoad }: ImportSummaryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = report.repeated ? 'repeated' : report.state;
  return (
    <Card
      size="small"
      title={t('people.import.fileRows', { file: report.fileName, rows: format.count(report.rows) })}
      extra={
        report.state === 'checked' && (
          <Button type="primary" onClick={onLoad} loading={busy}>
            {t('people.import.load')}
          </Button>
        )
      }
    >
      <div className="stack">
        <Alert
          type={report.state === 'checked' ? 'info' : 'success'}
          showIcon
          role="status"
          title={t(`people.import.outcome.${outcome}`)}
        />
        <Flex gap="large" wrap>
          {counts.map((name) => (
            <Statistic key={name} title={t(`people.import.count.${name}`)} value={format.count(report[name])} />
          ))}
        </Flex>
      </div>
    </Card>
  );
}
