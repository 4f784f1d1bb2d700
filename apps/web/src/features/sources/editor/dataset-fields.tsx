import { useTranslation } from 'react-i18next';
import type { Path } from './at-path.js';
import { useFieldAt } from './editing.js';
import { ListField, NumberField, SelectField, TextField } from './fields.js';
import { LinesField } from './lines-field.js';
import { MappingFields } from './mapping-fields.js';
import { NamesField } from './names-field.js';
import type { SourceKind } from './source-draft.js';

interface DatasetFieldsProps {
  readonly path: Path;
  readonly kind: SourceKind;
}

/** One query, endpoint or sheet, and how its rows become figures. */
export function DatasetFields({ path, kind }: DatasetFieldsProps) {
  const { t } = useTranslation();
  const Reading = readings[kind];
  return (
    <>
      <NamesField path={[...path, 'names']} />
      <TextField
        path={[...path, 'datasetId']}
        label={t('sourceForm.datasetId')}
        hint={t('sourceForm.datasetIdMeans')}
        code
      />
      <Reading path={path} />
      <MappingFields path={[...path, 'mapping']} />
    </>
  );
}

interface ReadingProps {
  readonly path: Path;
}

function SqlReading({ path }: ReadingProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField path={[...path, 'query']} label={t('sourceForm.query')} hint={t('sourceForm.queryMeans')} long code />
      <TextField
        path={[...path, 'totalsQuery']}
        label={t('sourceForm.totalsQuery')}
        hint={t('sourceForm.totalsQueryMeans')}
        whenEmpty="absent"
        long
        code
      />
    </>
  );
}

function HttpReading({ path }: ReadingProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="field-row">
        <TextField path={[...path, 'path']} label={t('sourceForm.path')} hint={t('sourceForm.pathMeans')} code />
        <TextField
          path={[...path, 'itemsPath']}
          label={t('sourceForm.itemsPath')}
          hint={t('sourceForm.itemsPathMeans')}
          code
        />
      </div>
      <LinesField
        path={[...path, 'query']}
        label={t('sourceForm.parameters')}
        hint={t('sourceForm.parametersMean')}
        as="record"
      />
      <PagingFields path={[...path, 'paging']} />
      <LinesField
        path={[...path, 'totals']}
        label={t('sourceForm.totals')}
        hint={t('sourceForm.totalsMean')}
        as="record"
        whenEmpty="absent"
      />
    </>
  );
}

const pagings = {
  none: { kind: 'none' },
  page: { kind: 'page', pageParameter: 'page', sizeParameter: 'size', size: 500 },
  cursor: { kind: 'cursor', cursorParameter: 'cursor', nextPath: 'next', size: 500 },
  link: { kind: 'link' },
} as const;
type PagingKind = keyof typeof pagings;

/** How the next page is asked for. */
function PagingFields({ path }: ReadingProps) {
  const { t } = useTranslation();
  const paging = useFieldAt(path);
  const kind = useFieldAt([...path, 'kind']).value;
  const text = (name: string, whenEmpty?: 'absent') => (
    <TextField
      path={[...path, name]}
      label={t(`sourceForm.pagingField.${name}`)}
      code
      {...(whenEmpty ? { whenEmpty } : {})}
    />
  );
  return (
    <div className="field-row">
      <SelectField
        path={[...path, 'kind']}
        label={t('sourceForm.paging')}
        options={Object.keys(pagings).map((value) => ({ value, label: t(`sourceForm.pagingKind.${value}`) }))}
        onChange={(next) => paging.set(pagings[next as PagingKind])}
      />
      {kind === 'page' && text('pageParameter')}
      {kind === 'cursor' && text('cursorParameter')}
      {kind === 'cursor' && text('nextPath')}
      {kind === 'page' && text('sizeParameter')}
      {kind === 'cursor' && text('sizeParameter', 'absent')}
      {(kind === 'page' || kind === 'cursor') && (
        <NumberField path={[...path, 'size']} label={t('sourceForm.pagingField.size')} />
      )}
    </div>
  );
}

function FileReading({ path }: ReadingProps) {
  const { t } = useTranslation();
  return (
    <>
      <LinesField
        path={[...path, 'columns']}
        label={t('sourceForm.columns')}
        hint={t('sourceForm.columnsMean')}
        as="columns"
      />
      <div className="field-row">
        <ListField path={[...path, 'sheets']} label={t('sourceForm.sheets')} hint={t('sourceForm.sheetsMean')} />
        <TextField
          path={[...path, 'totalsSheet']}
          label={t('sourceForm.totalsSheet')}
          hint={t('sourceForm.totalsSheetMeans')}
          whenEmpty="absent"
        />
      </div>
    </>
  );
}

const readings = { sql: SqlReading, http: HttpReading, file: FileReading } as const;
