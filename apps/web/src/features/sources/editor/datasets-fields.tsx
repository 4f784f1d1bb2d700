import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Collapse } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { valueAt } from './at-path.js';
import { DatasetFields } from './dataset-fields.js';
import { issueWithin } from './draft-issues.js';
import { useEditing, useFieldAt } from './editing.js';
import { blankDataset } from './source-draft.js';

const path = ['configuration', 'datasets'] as const;

/** What the source reads, one opened at a time. */
export function DatasetsFields() {
  const { t } = useTranslation();
  const { draft, issues, asked } = useEditing();
  const { value, set } = useFieldAt(path);
  const datasets: readonly unknown[] = Array.isArray(value) ? value : [];
  const { kind } = draft.configuration;
  const [open, setOpen] = useState<number | null>(0);
  const add = () => {
    set([...datasets, blankDataset(kind)]);
    setOpen(datasets.length);
  };
  const remove = (index: number) => {
    set(datasets.filter((_, other) => other !== index));
    setOpen(null);
  };
  return (
    <div className="stack">
      <Collapse
        className="datasets"
        activeKey={open ?? []}
        onChange={(keys) => setOpen(keys.map(Number).find((key) => key !== open) ?? null)}
        items={datasets.map((dataset, index) => ({
          key: index,
          label: (
            <>
              <strong>{nameOf(dataset) ?? t('sourceForm.datasetNo', { no: index + 1 })}</strong>{' '}
              {asked && issueWithin(issues, [...path, index]) && (
                <span className="bad">{t('sourceForm.notYetRight')}</span>
              )}
            </>
          ),
          children: (
            <>
              <DatasetFields key={datasets.length} path={[...path, index]} kind={kind} />
              {datasets.length > 1 && (
                <Button icon={<DeleteOutlined aria-hidden />} onClick={() => remove(index)}>
                  {t('sourceForm.removeDataset')}
                </Button>
              )}
            </>
          ),
        }))}
      />
      <div>
        <Button icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('sourceForm.addDataset')}
        </Button>
      </div>
    </div>
  );

  function nameOf(dataset: unknown): string | null {
    const name = valueAt(dataset, ['names', document.documentElement.lang]);
    return typeof name === 'string' && name !== '' ? name : null;
  }
}
