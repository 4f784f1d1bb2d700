import { DownloadOutlined, PictureOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Skeleton, Typography } from 'antd';
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { csvOf } from '../csv.js';
import { saveFile } from '../download.js';
import { ScrollFrame } from '../scroll-frame.js';
import type { ChartHandle, ChartOption } from './chart-canvas.js';

const ChartCanvas = lazy(() => import('./chart-canvas.js'));

interface ChartProps {
  readonly title: string;
  /** What the picture says, in a sentence: read out, and shown under it. */
  readonly description: string;
  readonly option: ChartOption;
  /** The same figures as rows; already in the reader's format. */
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly height?: number;
  /** Stands in the head before the buttons, e.g. what the chart is of. */
  readonly extra?: ReactNode;
}

/** A picture of figures, with the figures behind it. The drawing library loads when the first chart is seen. */
export function Chart({ title, description, option, table, height = 260, extra }: ChartProps) {
  const { t } = useTranslation();
  const [tableShown, setTableShown] = useState(false);
  const handle = useRef<ChartHandle>(null);
  const savePicture = () => {
    const picture = handle.current?.picture();
    if (picture) void fetch(picture).then(async (data) => saveFile(await data.blob(), `${title}.png`));
  };
  return (
    <Card
      title={title}
      size="small"
      styles={{ title: { whiteSpace: 'normal' } }}
      extra={
        <Flex gap={4} wrap align="center" justify="flex-end">
          {extra}
          <Button
            size="small"
            icon={<TableOutlined aria-hidden />}
            aria-pressed={tableShown}
            aria-label={t(tableShown ? 'chart.hideTable' : 'chart.showTable')}
            title={t(tableShown ? 'chart.hideTable' : 'chart.showTable')}
            onClick={() => setTableShown(!tableShown)}
          />
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={t('chart.csv')}
            title={t('chart.csv')}
            onClick={() => saveFile(csvOf(table.columns, table.rows), `${title}.csv`)}
          />
          <Button
            size="small"
            icon={<PictureOutlined aria-hidden />}
            aria-label={t('chart.png')}
            title={t('chart.png')}
            onClick={savePicture}
          />
        </Flex>
      }
    >
      <figure className="chart" aria-label={t('chart.of', { title })}>
        <Suspense fallback={<Skeleton.Node active style={{ width: '100%', height }} />}>
          <ChartCanvas ref={handle} option={option} height={height} description={description} />
        </Suspense>
        <figcaption>
          <Typography.Text type="secondary">{description}</Typography.Text>
        </figcaption>
      </figure>
      {tableShown && <ChartTable title={title} {...table} />}
    </Card>
  );
}

function ChartTable({ title, columns, rows }: ChartProps['table'] & { title: string }) {
  return (
    <ScrollFrame className="table-frame" label={title}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join('\u0000')}>
              {columns.map((column, index) => (
                <td key={column}>{row[index]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
