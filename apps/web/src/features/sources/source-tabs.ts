export const sourceTabs = ['cycle', 'held', 'rows', 'batches', 'entry', 'configuration'] as const;
export type SourceTab = (typeof sourceTabs)[number];
