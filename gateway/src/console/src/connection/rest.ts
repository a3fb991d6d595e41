import { Refused, unavailable } from "./refused";

/** The REST API, asked as the same user. */
export class Rest {
  constructor(private readonly token: string) {}

  get<T>(path: string, query: Record<string, string | undefined> = {}): Promise<T> {
    const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
    const search = given.length ? `?${new URLSearchParams(given)}` : "";
    return this.send<T>("GET", path + search);
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.send<T>("PUT", path, body);
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.send<T>("POST", path, body);
  }

  delete<T>(path: string, body?: object): Promise<T> {
    return this.send<T>("DELETE", path, body);
  }

  private async send<T>(method: string, path: string, body?: object): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${this.token}`, ...(body && { "content-type": "application/json" }) },
        body: body && JSON.stringify(body),
      });
    } catch {
      throw unavailable("offline");
    }
    const answer = await bodyOf(response);
    if (!response.ok) {
      throw refusal(response, answer);
    }
    return answer as T;
  }
}

/** A proxy's page instead of an answer is none. */
async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    return JSON.parse((await response.text()) || "{}");
  } catch {
    return {};
  }
}

/** What a problem document (RFC 9457) says, or the status alone; `Retry-After` when it does not say when. */
function refusal({ status, headers }: Response, problem: Record<string, unknown>): Refused {
  const seconds = Number(headers.get("retry-after"));
  const isForNow = status === 429 || status >= 500;
  return new Refused({
    code: status === 405 ? "unknown_route" : String(problem.code ?? (isForNow ? "unavailable" : "internal")),
    message: String(problem.detail ?? problem.title ?? status),
    retryable: typeof problem.retryable === "boolean" ? problem.retryable : isForNow,
    details: { ...(seconds > 0 && { retryAfterMs: seconds * 1000 }), ...(problem.details as object | undefined) },
  });
}
