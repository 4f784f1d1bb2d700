import { Link } from '@tanstack/react-router';
import { Descriptions, Drawer, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../../../../../libs/contracts/audit/http.js';
import { useAuditWords } from '../../shared/audit/audit-words.js';
import { peopleIn, useNames } from '../../shared/audit/names.js';
import { none, useFormat } from '../../shared/format.js';
import { usePhone } from '../../shared/media.js';
import { EntryValues, VersionLink } from './entry-values.js';

/** One entry, whole: who, when, why, what changed, and its place in the chain. */
export function EntryDrawer({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const phone = usePhone();
  return (
    <Drawer
      open
      onClose={onClose}
      size={phone ? '100%' : 640}
      title={words.action(entry.action)}
      closable={{ 'aria-label': t('form.close') }}
    >
      <div className="stack">
        <Facts entry={entry} />
        <section>
          <Typography.Title level={2} className="section-title">
            {t('audit.values')}
          </Typography.Title>
          <VersionLink entry={entry} />
          <EntryValues entry={entry} />
        </section>
      </div>
    </Drawer>
  );
}

function Facts({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useNames(peopleIn([entry]));
  return (
    <Descriptions
      column={1}
      size="small"
      items={[
        { key: 'at', label: t('audit.at'), children: format.moment(entry.at) },
        { key: 'who', label: t('audit.who'), children: names.actor(entry) },
        { key: 'subject', label: t('audit.subjectTitle'), children: <Subject entry={entry} /> },
        {
          key: 'about',
          label: t('audit.about'),
          children: entry.aboutPersonId ? (
            <Link to="/people/$personId" params={{ personId: entry.aboutPersonId }}>
              {names.person(entry.aboutPersonId)}
            </Link>
          ) : (
            none
          ),
        },
        { key: 'reason', label: t('form.reason'), children: entry.reason ?? none },
        {
          key: 'seq',
          label: t('audit.seq'),
          children: entry.seq === null ? t('audit.notSealed') : format.count(entry.seq),
        },
        { key: 'hash', label: t('audit.hash'), children: <span className="hash">{entry.hash ?? none}</span> },
        { key: 'code', label: t('audit.code'), children: <span className="hash">{entry.action}</span> },
        {
          key: 'request',
          label: t('audit.request'),
          children: <span className="hash">{entry.requestId ?? none}</span>,
        },
      ]}
    />
  );
}

function Subject({ entry: { subjectType, subjectId } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const name = useAuditWords().subject(subjectType);
  if (subjectType === 'appraisal')
    return (
      <Link to="/audit/appraisals/$appraisalId" params={{ appraisalId: subjectId }}>
        {t('audit.traceOf', { subject: name })}
      </Link>
    );
  if (subjectType === 'cycle')
    return (
      <Link to="/cycles/$cycleId" params={{ cycleId: subjectId }}>
        {name}
      </Link>
    );
  return (
    <span>
      {name} <span className="hash">{subjectId}</span>
    </span>
  );
}
