import * as echarts from 'echarts';

export interface Bar {
  readonly label: string;
  readonly value: number;
}

/** A bar chart as SVG text, drawn on the server; drawing needs numbers, so values are only ever shown by it, never reused. */
export function barChart(bars: readonly Bar[], size: { width: number; height: number }, fontFamily: string): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily },
      grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
      xAxis: {
        type: 'category',
        data: bars.map((bar) => bar.label),
        axisTick: { show: false },
        axisLabel: {
          interval: 0,
          fontSize: 11,
          color: '#333',
          // A long name goes on in a second line under its own bar.
          width: (size.width - 48) / Math.max(bars.length, 1),
          overflow: 'break',
        },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: '#e5e5e5' } },
        axisLabel: { fontSize: 10, color: '#666' },
      },
      series: [
        {
          type: 'bar',
          data: bars.map((bar) => bar.value),
          barMaxWidth: 42,
          itemStyle: { color: '#0958d9' },
          label: { show: true, position: 'top', fontSize: 11, color: '#333' },
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
