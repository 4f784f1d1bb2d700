/** Under which the quotas of all kinds of cycle are kept. */
export const rulesKey = ['calibration-rules'] as const;
