import { FileExcelOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { apiPath } from '../../shared/api.js';
import { useSession } from '../session/session.js';

/** Downloads of the published report, for those who may read it. */
export function CycleReports({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const session = useSession();
  const published = cycle.state === 'signing_off' || cycle.state === 'closed';
  const reads = session.data?.grants.some((grant) => grant === 'hr' || grant === 'auditor');
  if (!published || !reads) return null;
  const link = (format: 'xlsx' | 'pdf') => apiPath(cyclesHttp.cycleReport, { cycleId: cycle.cycleId, format });
  return (
    <Card title={t('report.report')} size="small">
      <Flex gap="small">
        <Button icon={<FilePdfOutlined />} href={link('pdf')}>
          PDF
        </Button>
        <Button icon={<FileExcelOutlined />} href={link('xlsx')}>
          XLSX
        </Button>
      </Flex>
    </Card>
  );
}
