import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';

/** After one 1-on-1 the next that waits, without a way over the list. */
export function NextInterview({ after }: { after: string }) {
  const { t } = useTranslation();
  const tasks = useQuery({
    queryKey: ['tasks', 'next interview'],
    queryFn: () => api(cyclesHttp.listTasks, { query: { state: 'open', stage: 'interview', limit: 2 } }),
  });
  const next = tasks.data?.items.find(({ appraisalId }) => appraisalId !== after);
  if (!next?.appraisalId || !next.person) return null;
  return (
    <Link to="/appraisals/$appraisalId/interview" params={{ appraisalId: next.appraisalId }}>
      <Button type="primary" className="next-interview">
        {t('talk.next', { name: next.person.name })}
      </Button>
    </Link>
  );
}
