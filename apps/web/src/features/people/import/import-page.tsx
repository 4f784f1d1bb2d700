import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OrganisationImport, rolesHttp } from '../../../../../../libs/contracts/roles/http.js';
import { canEditOrganisation } from '../../../../../../libs/domain/access/can-edit-organisation.js';
import { uploadFile } from '../../../shared/api.js';
import { DownloadButton } from '../../../shared/download.js';
import { FileDrop } from '../../../shared/file-drop.js';
import { Page } from '../../../shared/page.js';
import { ProblemAlert } from '../../../shared/problem-alert.js';
import { actorOf, useMe } from '../../../shared/session.js';
import '../people.css';
import { FaultTable } from './fault-table.js';
import { type ImportFile, readImportFile, writeImportFile } from './import-file.js';
import { ImportSummary } from './import-summary.js';

interface Sent {
  readonly file: ImportFile;
  readonly report: OrganisationImport;
}

/** Template → check → mend in place → load. Nothing is loaded before every row fits. */
export function ImportPage() {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const send = useMutation({
    mutationFn: async ({ file, load }: { file: ImportFile; load: boolean }): Promise<Sent> => {
      const query = { dryRun: load ? ('false' as const) : ('true' as const) };
      return { file, report: await uploadFile(rolesHttp.importOrganisation, { query }, await writeImportFile(file)) };
    },
    onSuccess: async (answer) => {
      setSent(answer);
      if (answer.report.state === 'loaded')
        await Promise.all(
          ['people', 'departments', 'person'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
        );
    },
  });
  const read = useMutation({
    mutationFn: readImportFile,
    onSuccess: (file) => send.mutate({ file, load: false }),
  });
  if (!canEditOrganisation(actorOf(me)))
    return <Alert type="warning" showIcon title={t('problem.code.organisation_not_allowed')} />;
  const state = sent?.report.state;
  return (
    <Page
      title={t('people.import.title')}
      subtitle={t('people.import.subtitle')}
      extra={
        <Link to="/people">
          <Button tabIndex={-1}>{t('people.backToList')}</Button>
        </Link>
      }
    >
      <div className="stack">
        <Steps
          size="small"
          current={state === undefined ? 0 : state === 'refused' ? 1 : state === 'checked' ? 2 : 3}
          items={(['choose', 'mend', 'load', 'done'] as const).map((step) => ({
            title: t(`people.import.step.${step}`),
          }))}
        />
        {state === undefined && (
          <ChooseFile busy={read.isPending || send.isPending} onFile={(file) => read.mutate(file)} />
        )}
        {read.error && <Alert type="error" showIcon title={t('problem.code.spreadsheet_unreadable')} />}
        {send.error && <ProblemAlert error={send.error} />}
        {sent?.report.state === 'refused' && (
          <FaultTable
            key={sent.report.importId}
            file={sent.file}
            report={sent.report}
            busy={send.isPending}
            onSend={(file) => send.mutate({ file, load: false })}
          />
        )}
        {sent && sent.report.state !== 'refused' && (
          <ImportSummary
            report={sent.report}
            busy={send.isPending}
            onLoad={() => send.mutate({ file: sent.file, load: true })}
          />
        )}
        {sent && (
          <Flex>
            <Button type="link" onClick={() => setSent(null)}>
              {t('people.import.another')}
            </Button>
          </Flex>
        )}
      </div>
    </Page>
  );
}

function ChooseFile({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t('people.import.step.choose')}>
      <div className="stack">
        <p className="hint">{t('people.import.how')}</p>
        <Flex>
          <DownloadButton operation={rolesHttp.organisationTemplate} request={{}}>
            {t('people.import.template')}
          </DownloadButton>
        </Flex>
        <FileDrop accept=".xlsx,.csv" busy={busy} hint={t('people.import.accepts')} onFile={onFile} />
      </div>
    </Card>
  );
}
