import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import type { VersionSummary } from './standards.js';

interface VersionListProps {
  readonly versions: readonly VersionSummary[];
  readonly inEffect: VersionSummary | undefined;
}

/** Every version that ever was, why it came, and what it changed. */
export function VersionList({ versions, inEffect }: VersionListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: readonly Column<VersionSummary>[] = [
    {
      key: 'version',
      title: t('standards.versionTitle'),
      onPhone: 'title',
      render: ({ standardId, version, effectiveFrom }) => (
        <>
          <Link to="/standards/$standardId" params={{ standardId }} search={{ version }}>
            {t('standards.version', { version })}
          </Link>{' '}
          {version === inEffect?.version && <Mark tone="good">{t('standards.inEffect')}</Mark>}
          {inEffect && effectiveFrom > inEffect.effectiveFrom && <Mark tone="plain">{t('standards.planned')}</Mark>}
        </>
      ),
    },
    { key: 'from', title: t('standards.effectiveFrom'), render: (one) => format.date(one.effectiveFrom) },
    { key: 'created', title: t('standards.createdAt'), render: (one) => format.moment(one.createdAt) },
    { key: 'reason', title: t('form.reason'), render: (one) => one.reason },
    {
      key: 'compare',
      title: t('standards.changes'),
      render: ({ standardId, version }) => {
        const before = versions.find((one) => one.version < version);
        if (!before) return t('standards.first');
        return (
          <Link
            to="/standards/$standardId/comparison"
            params={{ standardId }}
            search={{ from: before.version, to: version }}
          >
            {t('standards.compareWith', { version: before.version })}
          </Link>
        );
      },
    },
  ];
  return (
    <PagedTable
      label={t('standards.versions')}
      columns={columns}
      list={wholeList(versions)}
      rowKey={(one) => `${one.version}`}
      empty={t('standards.none')}
    />
  );
}
