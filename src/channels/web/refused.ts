export interface RefusedDetail {
  readonly statusCode: number;
  /** The stable last part of the problem's `type`. */
  readonly kind: string;
  /** Vietnamese: the resident reads it. */
  readonly detail: string;
  readonly errors?: readonly { readonly parameter: string; readonly reason: string }[];
  readonly retryAfterSeconds?: number;
}

/** A request that the page does not serve, with what to tell the resident. */
export class RefusedError extends Error {
  readonly code = "WEB_REFUSED";
  readonly statusCode: number;
  readonly kind: string;
  readonly errors: NonNullable<RefusedDetail["errors"]>;
  readonly retryAfterSeconds: number | null;

  constructor({ statusCode, kind, detail, errors, retryAfterSeconds }: RefusedDetail) {
    super(detail);
    this.name = "RefusedError";
    this.statusCode = statusCode;
    this.kind = kind;
    this.errors = errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }
}
