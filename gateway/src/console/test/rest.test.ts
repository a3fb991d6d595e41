import { expect, test, vi } from "vitest";
import { backoff } from "../src/connection/backoff";
import { Refused, unavailable } from "../src/connection/refused";
import { Rest } from "../src/connection/rest";

async function refusedBy(response: Response): Promise<Refused> {
  vi.stubGlobal("fetch", async () => response);
  return new Rest("token").get("/channels").then(
    () => Promise.reject(new Error("was not refused")),
    (error) => error,
  );
}

const problem = (status: number, body: object, headers = {}) =>
  new Response(JSON.stringify({ title: "t", status, detail: "d", ...body }), { status, headers });

test("a problem's details are kept", async () => {
  const refused = await refusedBy(problem(400, { code: "invalid_payload", retryable: false, details: { field: "title" } }));

  expect(refused).toMatchObject({ code: "invalid_payload", retryable: false, details: { field: "title" }, retryAfterMs: null });
});

test("when to try again comes from the details, and from Retry-After where they do not say", async () => {
  const precise = await refusedBy(problem(429, { code: "rate_limited", details: { retryAfterMs: 1234 } }, { "retry-after": "2" }));
  const rough = await refusedBy(problem(503, { code: "unavailable" }, { "retry-after": "2" }));

  expect([precise.retryAfterMs, rough.retryAfterMs]).toEqual([1234, 2000]);
});

test("a proxy's page is an answer that may be better later", async () => {
  expect(await refusedBy(new Response("<h1>Bad gateway</h1>", { status: 502 }))).toMatchObject({ code: "unavailable", retryable: true });
});

test("without a word of the server each attempt waits longer, up to half a minute and half as much by chance", () => {
  const waits = [0, 1, 2, 3, 50].map((failures) => backoff(unavailable("offline"), failures, () => 0));

  expect(waits).toEqual([500, 1000, 2000, 4000, 30_000]);
  expect(backoff(unavailable("offline"), 50, () => 1)).toBe(45_000);
});
