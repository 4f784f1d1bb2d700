/** Stored with every run: which edition of docs/scoring.md made its digits. Changing any rule means a new edition beside this one. */
export const scoringRules = 'kaohe-scoring/1';
