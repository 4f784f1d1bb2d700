import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures go through the codec as well: an error may quote what it failed on. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
