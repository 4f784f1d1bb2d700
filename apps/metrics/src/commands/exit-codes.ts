export const exitCodes = { well: 0, differs: 1, notDone: 2 } as const;

/** A command could not be done; the message says why and what to do. */
export class CommandFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
