import { DownOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { sourceKinds } from './editor/source-draft.js';

/** The kinds of source there are; each has its own form. */
export function NewSource() {
  const { t } = useTranslation();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: sourceKinds.map((kind) => ({
          key: kind,
          label: (
            <Link to="/sources/new/$kind" params={{ kind }}>
              {t(`sources.kind.${kind}`)}
            </Link>
          ),
        })),
      }}
    >
      <Button type="primary" icon={<DownOutlined aria-hidden />} iconPlacement="end">
        {t('sourceForm.new')}
      </Button>
    </Dropdown>
  );
}
