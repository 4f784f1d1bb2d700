import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { metricsHttp } from '../../../../../../libs/contracts/metrics/http.js';
import { api } from '../../../shared/api.js';
import { type HeldGrant, useGrantWords } from './grant-words.js';

const plain = ['hr', 'auditor', 'administrator'] as const;
const ofSource = 'data_owner/';

/** As the form keeps a grant: `hr`, or `data_owner/erp`. */
export const keyOf = ({ grant, sourceId }: HeldGrant): string => (sourceId === null ? grant : `${ofSource}${sourceId}`);
export const grantOf = (key: string): HeldGrant =>
  key.startsWith(ofSource)
    ? { grant: 'data_owner', sourceId: key.slice(ofSource.length) }
    : { grant: plain.find((one) => one === key) ?? 'hr', sourceId: null };

/** What an account may do; a data owner's right is one source's each. */
export function GrantsField() {
  const { t } = useTranslation();
  const words = useGrantWords();
  const sources = useQuery({ queryKey: ['sources', 'names'], queryFn: () => api(metricsHttp.listSources, {}) });
  const grants: readonly HeldGrant[] = [
    ...plain.map((grant) => ({ grant, sourceId: null })),
    ...(sources.data?.items ?? []).map(({ sourceId }) => ({ grant: 'data_owner' as const, sourceId })),
  ];
  return (
    <Form.Item
      name="grants"
      label={t('administration.account.grants')}
      extra={t('administration.account.managersNote')}
    >
      <Select
        mode="multiple"
        options={grants.map((held) => ({ value: keyOf(held), label: words(held) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
    </Form.Item>
  );
}
