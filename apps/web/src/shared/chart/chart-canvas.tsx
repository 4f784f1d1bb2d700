import { BarChart, FunnelChart, LineChart, RadarChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useReducedMotion } from '../media.js';
import { useChartTheme } from './chart-theme.js';

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  FunnelChart,
  GridComponent,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  RadarChart,
  RadarComponent,
  ScatterChart,
  TooltipComponent,
]);

export type ChartOption = EChartsCoreOption;
export interface ChartHandle {
  /** The picture as a data address. */
  readonly picture: () => string | undefined;
}

interface ChartCanvasProps {
  readonly ref: Ref<ChartHandle>;
  readonly option: ChartOption;
  readonly height: number;
  readonly description: string;
}

export default function ChartCanvas({ ref, option, height, description }: ChartCanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ReturnType<typeof init>>(null);
  const still = useReducedMotion();
  const theme = useChartTheme();
  useImperativeHandle(ref, () => ({
    picture: () => chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: theme.surface }),
  }));
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawn = init(element, theme.name);
    chart.current = drawn;
    const sized = new ResizeObserver(() => drawn.resize());
    sized.observe(element);
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  }, [theme]);
  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body);
    chart.current?.setOption(
      {
        animation: !still,
        // Patterns beside colours, for those who do not tell the colours apart.
        aria: { enabled: true, decal: { show: true }, label: { description } },
        color: [...theme.colours],
        backgroundColor: 'transparent',
        ...option,
        textStyle: { fontFamily, color: theme.text, ...(option.textStyle as object | undefined) },
      },
      true,
    );
  }, [option, still, theme, description]);
  return <div ref={place} role="img" aria-label={description} style={{ height }} />;
}
