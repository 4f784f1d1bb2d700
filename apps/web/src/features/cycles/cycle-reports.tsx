import { FileExcelOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { DownloadButton } from '../../shared/download.js';
import { holds, useMe } from '../../shared/session.js';

/** Downloads of the published report, for those who may read it. */
export function CycleReports({ cycle }: { cycle: CycleDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const published = cycle.state === 'signing_off' || cycle.state === 'closed';
  if (!published || !holds(me, 'hr', 'auditor')) return null;
  const { cycleId } = cycle;
  return (
    <Flex gap="small" wrap>
      <DownloadButton
        operation={cyclesHttp.cycleReport}
        request={{ params: { cycleId, format: 'pdf' } }}
        icon={<FilePdfOutlined aria-hidden />}
      >
        {t('cycle.reportAs', { format: 'PDF' })}
      </DownloadButton>
      <DownloadButton
        operation={cyclesHttp.cycleReport}
        request={{ params: { cycleId, format: 'xlsx' } }}
        icon={<FileExcelOutlined aria-hidden />}
      >
        {t('cycle.reportAs', { format: 'XLSX' })}
      </DownloadButton>
    </Flex>
  );
}
