/** What went wrong, told once to the person at the terminal: the cause and what to do about it. */
export class StartFailure extends Error {
  /** @param {string} cause @param {string} remedy */
  constructor(cause, remedy) {
    super(`${cause}\n  → ${remedy}`);
    this.name = 'StartFailure';
  }
}
