export const sourceTabs = ['cycle', 'held', 'batches', 'entry', 'configuration'] as const;
export type SourceTab = (typeof sourceTabs)[number];
