export type SendOutcome =
  | { readonly state: 'sent' }
  /** Certainly not accepted: tried again. */
  | { readonly state: 'later'; readonly note: string }
  /** Certainly not accepted, and never will be. */
  | { readonly state: 'refused'; readonly note: string }
  /** Nobody can tell whether the server took it. */
  | { readonly state: 'unconfirmed'; readonly note: string };

interface MailError {
  readonly message?: string;
  readonly code?: string;
  readonly syscall?: string;
  /** The server's own answer. */
  readonly responseCode?: number;
}

/** Before a mail is handed over there is a name to look up, a connection, its encryption and a login. */
const codesBeforeHandover = new Set(['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'ECONNREFUSED']);
const causesBeforeHandover = /^(Connection timeout|Greeting never received|Invalid greeting|getaddrinfo )/;

/**
 * What a failure says about the mail. A mail is delivered at most once: where the server may have taken it, it is not sent again,
 * and the delivery log says so. A second reminder does less harm missing than a doubled one that people stop believing.
 */
export function outcomeOfFailure(error: unknown): SendOutcome {
  const failure: MailError = typeof error === 'object' && error !== null ? error : { message: String(error) };
  const note = (failure.message ?? '').slice(0, 300);
  const before =
    failure.syscall === 'connect' ||
    codesBeforeHandover.has(failure.code ?? '') ||
    causesBeforeHandover.test(failure.message ?? '');
  // A refused login says nothing about the mail, whatever its number.
  if (before) return { state: 'later', note };
  if (failure.responseCode) return { state: failure.responseCode >= 500 ? 'refused' : 'later', note };
  return { state: 'unconfirmed', note };
}
