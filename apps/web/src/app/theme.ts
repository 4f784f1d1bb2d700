import { type ThemeConfig, theme } from 'antd';

const shared = {
  borderRadius: 6,
  fontFamily: 'system-ui, "PingFang TC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
};

/** Ant Design's default colours miss WCAG AA contrast; these pass. */
export const lightTheme: ThemeConfig = {
  token: {
    ...shared,
    colorPrimary: '#0958d9',
    colorPrimaryHover: '#003eb3',
    colorLink: '#0958d9',
    colorInfo: '#0958d9',
    colorSuccess: '#237804',
    colorWarning: '#ad4e00',
    colorInfoBg: '#e8f1ff',
    colorSuccessBg: '#eaf5e3',
    colorWarningBg: '#fff4e0',
    colorSuccessText: '#237804',
    colorErrorText: '#cf1322',
    colorError: '#cf1322',
    colorTextDescription: 'rgba(0,0,0,.6)',
    colorTextPlaceholder: 'rgba(0,0,0,.6)',
    colorTextSecondary: 'rgba(0,0,0,.68)',
    colorTextTertiary: 'rgba(0,0,0,.6)',
  },
};
export const darkTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    // Both its white label and itself on the dark page pass.
    colorPrimary: '#2f74d0',
    colorPrimaryHover: '#2a68bb',
    colorBgContainer: '#16191f',
    colorBgElevated: '#1d2129',
    colorBgLayout: '#0f1115',
    colorInfo: '#69b1ff',
    colorInfoBg: '#15283f',
    colorLink: '#69b1ff',
    colorLinkHover: '#91caff',
    colorErrorText: '#ff7875',
    colorSuccessText: '#95de64',
    colorTextDescription: 'rgba(255,255,255,.65)',
    colorTextPlaceholder: 'rgba(255,255,255,.6)',
    colorTextSecondary: 'rgba(255,255,255,.72)',
    colorTextTertiary: 'rgba(255,255,255,.62)',
  },
  components: {
    Tabs: { itemSelectedColor: '#69b1ff', itemHoverColor: '#91caff' },
    // Of the words under a field; buttons keep the darker red below their white label.
    Form: { colorError: '#ff7875' },
  },
};
