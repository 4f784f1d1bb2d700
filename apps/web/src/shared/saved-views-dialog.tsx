import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Button, Flex, Form, Input, Modal, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesHttp, type SavedView, type SavedViewPlace } from '../../../../libs/contracts/roles/http.js';
import { api } from './api.js';
import { ProblemAlert } from './problem-alert.js';

interface SavedViewsDialogProps {
  readonly place: SavedViewPlace;
  readonly search: object;
  readonly onClose: () => void;
}

/** The list's saved views as links, and its filters as they are now to be saved as another. */
export default function SavedViewsDialog({ place, search, onClose }: SavedViewsDialogProps) {
  const { t } = useTranslation();
  const views = useQuery({
    queryKey: ['saved-views', place],
    queryFn: () => api(rolesHttp.listSavedViews, { query: { place } }),
  });
  return (
    <Modal open title={t('views.title')} footer={null} onCancel={onClose}>
      <SaveForm place={place} search={search} />
      {views.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {views.error && <ProblemAlert error={views.error} onRetry={() => void views.refetch()} />}
      {views.data?.items.length === 0 && <p className="hint">{t('views.none')}</p>}
      <ul className="saved-views" aria-label={t('views.title')}>
        {views.data?.items.map((view) => (
          <View key={view.viewId} view={view} onOpen={onClose} />
        ))}
      </ul>
    </Modal>
  );
}

/** The filters alone: what else an address says (an opened entry) is of the moment. */
function useFilters(search: object): string {
  const router = useRouter();
  const filters = Object.entries(search).filter(([, value]) => typeof value === 'string' && value !== '');
  return router.options.stringifySearch(Object.fromEntries(filters)).replace(/^\?/, '');
}

function SaveForm({ place, search }: { place: SavedViewPlace; search: object }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string }>();
  const filters = useFilters(search);
  /** A second try after a lost answer saves nothing twice. */
  const tried = useRef({ name: '', key: '' });
  const save = useChange(place, (name: string) => {
    if (tried.current.name !== name) tried.current = { name, key: crypto.randomUUID() };
    const body = { place, name, search: filters };
    return api(rolesHttp.createSavedView, { body, idempotencyKey: tried.current.key });
  });
  if (filters === '') return <p className="hint">{t('views.chooseFirst')}</p>;
  const submit = ({ name }: { name: string }) =>
    save.mutate(name.trim(), {
      onSuccess: () => {
        tried.current = { name: '', key: '' };
        form.resetFields();
      },
    });
  return (
    <Form form={form} layout="vertical" onFinish={submit}>
      <Form.Item
        name="name"
        label={t('views.saveAs')}
        rules={[{ required: true, whitespace: true, message: t('form.required') }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('views.save')}
        </Button>
      </Form.Item>
      {save.error && <ProblemAlert error={save.error} />}
    </Form>
  );
}

function View({ view, onOpen }: { view: SavedView; onOpen: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);
  const { viewId, place, name } = view;
  const remove = useChange(place, () => api(rolesHttp.removeSavedView, { params: { viewId } }));
  if (renaming) return <Renaming view={view} onOver={() => setRenaming(false)} />;
  return (
    <li>
      <Flex justify="space-between" align="center" gap="small">
        {/* The route itself says which of the filters it knows. */}
        <Link to="." search={router.options.parseSearch(view.search) as never} onClick={onOpen}>
          {name}
        </Link>
        <Flex>
          <Button
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('views.renameOf', { name })}
            title={t('views.rename')}
            onClick={() => setRenaming(true)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('views.removeOf', { name })}
            title={t('form.remove')}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          />
        </Flex>
      </Flex>
      {remove.error && <ProblemAlert error={remove.error} />}
    </li>
  );
}

function Renaming({ view, onOver }: { view: SavedView; onOver: () => void }) {
  const { t } = useTranslation();
  const { viewId, place } = view;
  const rename = useChange(place, (name: string) =>
    api(rolesHttp.renameSavedView, { params: { viewId }, body: { name } }),
  );
  const submit = ({ name }: { name: string }) => rename.mutate(name.trim(), { onSuccess: onOver });
  return (
    <li>
      <Form initialValues={{ name: view.name }} onFinish={submit}>
        <Flex gap="small" align="flex-start">
          <Form.Item
            name="name"
            style={{ flex: 1 }}
            rules={[{ required: true, whitespace: true, message: t('form.required') }]}
          >
            <Input aria-label={t('views.renameOf', { name: view.name })} maxLength={60} autoFocus />
          </Form.Item>
          <Button htmlType="submit" loading={rename.isPending}>
            {t('views.rename')}
          </Button>
          <Button onClick={onOver}>{t('form.cancel')}</Button>
        </Flex>
      </Form>
      {rename.error && <ProblemAlert error={rename.error} />}
    </li>
  );
}

function useChange<Input, Reply>(place: SavedViewPlace, change: (input: Input) => Promise<Reply>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: ['saved-views', place] }),
  });
}
