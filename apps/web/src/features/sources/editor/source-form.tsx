import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Card, Flex, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { metricsHttp, type SourceDetail } from '../../../../../../libs/contracts/metrics/http.js';
import { api } from '../../../shared/api.js';
import { DraftNote, useDraft } from '../../../shared/draft.js';
import { useFormat } from '../../../shared/format.js';
import { ConnectionTest } from '../connection-test.js';
import { useReadAgain } from '../read-again.js';
import { ConnectionFields } from './connection-fields.js';
import { DatasetsFields } from './datasets-fields.js';
import { type Checked, checkDraft } from './draft-issues.js';
import { EditingContext } from './editing.js';
import { changesBetween } from './fact-diff.js';
import { GeneralFields } from './general-fields.js';
import { ReviewDialog } from './review-dialog.js';
import { draftOf, type SourceDraft } from './source-draft.js';
import { useFacts } from './use-facts.js';

interface SourceFormProps {
  /** null: a new one. */
  readonly source: SourceDetail | null;
  readonly begun: SourceDraft;
  readonly draftName: string;
  /** Reads the source as it stands now. */
  readonly readAnew?: () => Promise<SourceDetail | undefined>;
}

/** A source as a form: checked while it is typed, tested before it is saved, saved after its changes were read. */
export function SourceForm({ source, begun, draftName, readAnew }: SourceFormProps) {
  const { t } = useTranslation();
  const draft = useDraft<SourceDraft>(draftName, begun);
  const checked = checkDraft(draft.value);
  const [asked, setAsked] = useState(false);
  const [reviewing, setReviewing] = useState(false);
  const [generation, setGeneration] = useState(0);
  const save = useSave(source === null, draft.discard);
  const review = () => {
    setAsked(true);
    if (checked.configuration) setReviewing(true);
  };
  const discard = () => {
    draft.discard();
    setAsked(false);
    // Boxes that keep what was typed begin anew.
    setGeneration(generation + 1);
  };
  const compareAnew = async () => {
    const current = await readAnew?.();
    if (current) draft.change({ ...draft.value, version: current.version });
    save.reset();
  };
  return (
    <EditingContext value={{ draft: draft.value, change: draft.change, issues: checked.issues, asked }}>
      <Form layout="vertical" component="div" key={generation} className="stack source-form">
        <Card size="small" title={t('sourceForm.general')}>
          <GeneralFields isNew={source === null} />
        </Card>
        {draft.value.configuration.kind !== 'file' && (
          <Card size="small" title={t('sources.connection')}>
            <ConnectionFields />
          </Card>
        )}
        <DatasetsFields />
        {draft.value.configuration.kind !== 'file' && <DraftTest checked={checked} />}
        <DraftNote savedAt={draft.savedAt} onDiscard={discard} />
        {asked && checked.issues.length > 0 && (
          <p className="bad" role="alert">
            {t('sourceForm.issues', { count: checked.issues.length })}
          </p>
        )}
        <Flex gap="small" wrap>
          <Button type="primary" onClick={review}>
            {t(source === null ? 'sourceForm.reviewNew' : 'sourceForm.review')}
          </Button>
        </Flex>
      </Form>
      {reviewing && checked.configuration && (
        <Review
          source={source}
          draft={draft.value}
          checked={checked}
          save={save}
          onCompareAnew={() => void compareAnew()}
          onCancel={() => {
            save.reset();
            setReviewing(false);
          }}
        />
      )}
    </EditingContext>
  );
}

/** What is not saved yet, tried out. */
function DraftTest({ checked: { configuration } }: { checked: Checked }) {
  const { t } = useTranslation();
  if (configuration === null) return <p className="hint">{t('sourceForm.testOnceRight')}</p>;
  return (
    <ConnectionTest
      datasets={configuration.datasets}
      run={(period) => api(metricsHttp.testSourceDraft, { body: { ...period, configuration } })}
    />
  );
}

interface ReviewProps {
  readonly source: SourceDetail | null;
  readonly draft: SourceDraft;
  readonly checked: Checked;
  readonly save: ReturnType<typeof useSave>;
  readonly onCompareAnew: () => void;
  readonly onCancel: () => void;
}

function Review({ source, draft, checked: { configuration }, save, onCompareAnew, onCancel }: ReviewProps) {
  const facts = useFacts();
  if (configuration === null) return null;
  const before = source === null ? [] : facts(draftedAsSaved(source));
  const after = facts({ names: draft.names, enabled: draft.enabled, configuration });
  return (
    <ReviewDialog
      isNew={source === null}
      changes={changesBetween(before, after)}
      pending={save.isPending}
      error={save.error}
      onSave={() => save.mutate({ ...draft, configuration })}
      onCompareAnew={onCompareAnew}
      onCancel={onCancel}
    />
  );
}

const draftedAsSaved = (source: SourceDetail) => ({ ...draftOf(source), configuration: source.configuration });

type Wanted = Omit<SourceDraft, 'configuration'> & Pick<SourceDetail, 'configuration'>;

function useSave(isNew: boolean, onSaved: () => void) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const readAgain = useReadAgain();
  return useMutation({
    mutationFn: ({ sourceId, names, configuration, enabled, version }: Wanted) =>
      isNew
        ? api(metricsHttp.createSource, { body: { sourceId, names, configuration } })
        : api(metricsHttp.updateSource, {
            params: { sourceId },
            version,
            body: { names, configuration, enabled },
          }),
    onSuccess: async ({ sourceId, names }) => {
      onSaved();
      void message.success(t('sourceForm.saved', { source: format.name(names) }));
      await readAgain();
      await navigate({ to: '/sources/$sourceId', params: { sourceId }, search: { tab: 'configuration' } });
    },
  });
}
