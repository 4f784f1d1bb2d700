/** What is wrong with the sources on purpose, named once. The README lists what each fault must lead to. */

/** Typed wrong at the till; nobody has it. */
export const unknownCode = 'E9999';
/** Left in September, before Kaohe was brought in: still in old systems, in no organisation file. */
export const formerColleague = 'E0090';
