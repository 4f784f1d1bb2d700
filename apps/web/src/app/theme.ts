import { type ThemeConfig, theme } from 'antd';

/** Ant Design's default colours miss WCAG AA contrast; these pass. */
export const lightTheme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    colorLink: '#0958d9',
    colorSuccessText: '#237804',
    colorErrorText: '#cf1322',
    colorTextDescription: 'rgba(0,0,0,.6)',
    colorTextPlaceholder: 'rgba(0,0,0,.6)',
    colorTextSecondary: 'rgba(0,0,0,.68)',
  },
};
export const darkTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    colorPrimary: '#3c89e8',
    colorLink: '#69b1ff',
    colorErrorText: '#e84749',
    colorTextPlaceholder: 'rgba(255,255,255,.55)',
  },
};
