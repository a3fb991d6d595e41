export interface Refusal {
  code: string;
  message: string;
  retryable: boolean;
  details?: Record<string, unknown>;
}

export interface Answer<T> {
  ok?: T;
  error?: Refusal;
}

/** The server said no, by a code of its closed vocabulary. */
export class Refused extends Error {
  readonly code: string;
  readonly retryable: boolean;
  readonly details: Record<string, unknown>;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.code = refusal.code;
    this.retryable = refusal.retryable;
    this.details = refusal.details ?? {};
  }

  /** In how many milliseconds it may be tried again, when the server says so. */
  get retryAfterMs(): number | null {
    const asked = Number(this.details.retryAfterMs);
    return asked > 0 ? asked : null;
  }

  /** This server does not have the feature: it is older than the page, or built without it. */
  get isMissing(): boolean {
    return this.code === "unknown_event" || this.code === "unknown_route";
  }
}

/** Of a path that every server with the feature has. */
export function isNotOffered(error: unknown): boolean {
  const refused = asRefused(error);
  return refused.isMissing || refused.code === "not_found";
}

export function unavailable(message: string): Refused {
  return new Refused({ code: "unavailable", message, retryable: true });
}

export function asRefused(error: unknown): Refused {
  return error instanceof Refused ? error : new Refused({ code: "internal", message: String(error), retryable: false });
}
