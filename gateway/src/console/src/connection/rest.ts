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
    const text = await response.text();
    const answer = text ? JSON.parse(text) : {};
    if (!response.ok) {
      throw new Refused({
        code: response.status === 405 ? "unknown_route" : (answer.code ?? "internal"),
        message: answer.detail ?? answer.title ?? String(response.status),
        retryable: response.status === 429 || response.status >= 500,
      });
    }
    return answer as T;
  }
}
