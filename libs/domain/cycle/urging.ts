/** 催辦 helps once; more often it is noise. */
export const urgeIntervalHours = 4;
