import { useSyncExternalStore } from 'react';

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

/** A canvas knows no style sheet: it is told what the page looks like. The colours are told apart with any kind of sight. */
export const chartThemes = {
  light: {
    name: 'default',
    surface: '#fff',
    text: 'rgba(0, 0, 0, 0.72)',
    line: '#d0d5dd',
    colours: ['#0958d9', '#d46b08', '#08979c', '#531dab', '#8c8c8c'],
  },
  dark: {
    name: 'dark',
    surface: '#16191f',
    text: 'rgba(255, 255, 255, 0.78)',
    line: '#3a414d',
    colours: ['#69b1ff', '#ffa940', '#5cdbd3', '#b37feb', '#a6a6a6'],
  },
} as const;
export type ChartTheme = (typeof chartThemes)[keyof typeof chartThemes];

export function useChartTheme(): ChartTheme {
  const dark = useSyncExternalStore(watchTheme, () => document.documentElement.dataset.theme === 'dark');
  return dark ? chartThemes.dark : chartThemes.light;
}
