/** Besides the overview, which the address does not name. */
export const teamViews = ['groups', 'people'] as const;
export type TeamView = (typeof teamViews)[number];

export interface TeamSearch {
  readonly cycle?: string | undefined;
  readonly view?: TeamView | undefined;
  readonly manager?: string | undefined;
}
