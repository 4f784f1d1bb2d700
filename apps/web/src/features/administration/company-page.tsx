import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { rolesHttp } from '../../../../../libs/contracts/roles/http.js';
import { canConfigureCompany } from '../../../../../libs/domain/access/can-configure-company.js';
import { api } from '../../shared/api.js';
import { none, useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { actorOf, useMe } from '../../shared/session.js';
import { useToday } from '../../shared/today.js';
import { CompanySettings, companyKey } from './company-settings.js';
import { Sections } from './sections.js';

/** The company as Kaohe knows it, what is set for all of it, and the way to what programs can ask. */
export function CompanyPage() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Page title={t('nav.administration')}>
      <Sections />
      <div className="stack">
        <Facts />
        {canConfigureCompany(actorOf(me)) && <Settings />}
        <Card size="small" title={t('administration.api')}>
          <p className="hint">{t('administration.apiHint')}</p>
          <p>
            <a href="/api/docs" target="_blank" rel="noreferrer">
              {t('administration.apiDocs')}
            </a>
          </p>
        </Card>
      </div>
    </Page>
  );
}

function Facts() {
  const { t } = useTranslation();
  const format = useFormat();
  const me = useMe();
  const today = useToday();
  const departments = useQuery({
    queryKey: ['departments', 'count'],
    queryFn: () => api(rolesHttp.listDepartments, {}),
  });
  const positions = useQuery({ queryKey: ['positions', 'count'], queryFn: () => api(rolesHttp.listPositions, {}) });
  const count = (items: readonly unknown[] | undefined) => (items ? format.count(items.length) : none);
  return (
    <Card size="small" title={t('administration.section.company')}>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'name', label: t('administration.companyName'), children: me.companyName },
          { key: 'zone', label: t('administration.timeZone'), children: me.timeZone },
          { key: 'today', label: t('administration.today'), children: format.date(today) },
          { key: 'departments', label: t('administration.departments'), children: count(departments.data?.items) },
          { key: 'positions', label: t('administration.positions'), children: count(positions.data?.items) },
        ]}
      />
    </Card>
  );
}

function Settings() {
  const { t } = useTranslation();
  const company = useQuery({ queryKey: companyKey, queryFn: () => api(rolesHttp.getCompany, {}) });
  return (
    <Card size="small" title={t('administration.settings.title')}>
      {company.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {company.error && <ProblemAlert error={company.error} onRetry={() => void company.refetch()} />}
      {company.data && <CompanySettings key={company.data.version} company={company.data} />}
    </Card>
  );
}
