/** One refused field of a request. */
export interface FieldProblem {
  /** JSON pointer into the request, e.g. `/body/weights/0`. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** RFC 9457 problem details, with a stable `code` that screens translate and `values` that fill the translation. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** What happened, the value seen and the next step, in English; readers see the message of `code` in their language. */
  readonly detail: string;
  readonly values?: Readonly<Record<string, string | number | null>>;
  readonly errors?: readonly FieldProblem[];
  readonly requestId?: string;
}

/** An expected failure: crosses NATS and HTTP as problem details. Anything else that is thrown answers 500 and is logged. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly values?: ProblemDetails['values'],
    readonly errors?: readonly FieldProblem[],
  ) {
    super(detail);
  }

  toDetails(requestId?: string): ProblemDetails {
    return {
      type: `urn:kaohe:problem:${this.code}`,
      title: titles[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.message,
      ...(this.values ? { values: this.values } : {}),
      ...(this.errors ? { errors: this.errors } : {}),
      ...(requestId ? { requestId } : {}),
    };
  }

  static fromDetails(details: ProblemDetails): Problem {
    return new Problem(details.status, details.code, details.detail, details.values, details.errors);
  }
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Stale version',
  413: 'Too large',
  422: 'Not acceptable as it stands',
  428: 'A header is missing',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Part of the system is not available',
};

export const notFound = (what: string, id: string): Problem =>
  new Problem(404, `${what}.not_found`, `No ${what.replaceAll('_', ' ')} ${id} that you may see.`, { id });
export const forbidden = (code: string, detail: string): Problem => new Problem(403, code, detail);
