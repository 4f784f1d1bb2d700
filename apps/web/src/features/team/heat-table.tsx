import { DownloadOutlined, PictureOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Card, Flex } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { csvOf } from '../../shared/csv.js';
import { saveFile } from '../../shared/download.js';
import { none, useFormat } from '../../shared/format.js';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { type HeatBlock, type HeatRow, heatStepOf } from './heat.js';
import { drawHeatTable } from './heat-picture.js';

/** The people of one position: the picture is the table, every cell with its number. */
export function HeatTable({ block }: { block: HeatBlock }) {
  const { t } = useTranslation();
  const format = useFormat();
  const table = useRef<HTMLTableElement>(null);
  const title = t('team.heatTitle', { position: format.name(block.positionNames), count: block.rows.length });
  const columns = block.kpis.map(({ names }) => format.name(names));
  const scoreOf = (row: HeatRow, kpiId: string) => row.lines.find((line) => line.kpiId === kpiId)?.score ?? null;
  const saveCsv = () => {
    const rows = block.rows.map((row) => [
      row.person.employeeCode,
      row.person.name,
      row.total ?? none,
      row.grade ?? none,
      ...block.kpis.map(({ kpiId }) => scoreOf(row, kpiId) ?? none),
    ]);
    const head = [t('person.employeeCode'), t('person.name'), t('score.total'), t('score.grade')];
    saveFile(csvOf([...head, ...columns], rows), `${title}.csv`);
  };
  const savePicture = async () => {
    const picture = table.current && (await drawHeatTable(table.current));
    if (picture) saveFile(picture, `${title}.png`);
  };
  return (
    <Card
      size="small"
      title={title}
      styles={{ title: { whiteSpace: 'normal' } }}
      extra={
        <Flex gap={4}>
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden />}
            aria-label={t('chart.csv')}
            title={t('chart.csv')}
            onClick={saveCsv}
          />
          <Button
            size="small"
            icon={<PictureOutlined aria-hidden />}
            aria-label={t('chart.png')}
            title={t('chart.png')}
            onClick={() => void savePicture()}
          />
        </Flex>
      }
    >
      <ScrollFrame className="heat-frame" label={title}>
        <table className="heat" ref={table}>
          <thead>
            <tr>
              <th scope="col">{t('person.name')}</th>
              <th scope="col">{t('score.total')}</th>
              {block.kpis.map((kpi, index) => (
                <th key={kpi.kpiId} scope="col">
                  {columns[index]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row) => (
              <tr key={row.appraisalId}>
                <th scope="row">
                  <Link to="/team/$appraisalId" params={{ appraisalId: row.appraisalId }}>
                    {row.person.name}
                  </Link>
                  <span className="hint">{row.person.employeeCode}</span>
                </th>
                <td>
                  <b>{format.number(row.total)}</b> {row.grade}
                </td>
                {block.kpis.map(({ kpiId }) => (
                  <HeatCell key={kpiId} score={scoreOf(row, kpiId)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollFrame>
    </Card>
  );
}

function HeatCell({ score }: { score: string | null }) {
  const format = useFormat();
  if (score === null) return <td>{none}</td>;
  return <td className={`heat-${heatStepOf(score)}`}>{format.number(score, 1)}</td>;
}
