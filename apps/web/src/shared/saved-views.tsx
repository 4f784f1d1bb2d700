import { StarOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedViewPlace } from '../../../../libs/contracts/roles/http.js';

const SavedViewsDialog = lazy(() => import('./saved-views-dialog.js'));

/** Keeps a list's filters under names of the reader's own; what that takes is loaded when it is asked for. */
export function SavedViews({ place, search }: { place: SavedViewPlace; search: object }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<StarOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('views.title')}
      </Button>
      {open && (
        <Suspense>
          <SavedViewsDialog place={place} search={search} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
