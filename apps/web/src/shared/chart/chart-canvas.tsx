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
  useImperativeHandle(ref, () => ({
    picture: () => chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: '#fff' }),
  }));
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const drawn = init(element);
    chart.current = drawn;
    const sized = new ResizeObserver(() => drawn.resize());
    sized.observe(element);
    return () => {
      sized.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(
      {
        animation: !still,
        // Patterns beside colours, for those who do not tell the colours apart.
        aria: { enabled: true, decal: { show: true }, label: { description } },
        ...option,
        textStyle: { fontFamily: 'inherit', ...(option.textStyle as object | undefined) },
      },
      true,
    );
  }, [option, still, description]);
  return <div ref={place} role="img" aria-label={description} style={{ height }} />;
}
