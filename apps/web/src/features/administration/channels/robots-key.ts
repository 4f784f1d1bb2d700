export const robotsKey = ['channels', 'robots'] as const;
