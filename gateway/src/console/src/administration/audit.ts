/** What records tell of, as `GET /audit` takes it. */
export const AUDIT_KINDS = [
  "connected",
  "disconnected",
  "refused",
  "administration",
  "lock_forced",
  "error",
  "message",
  "message_changed",
  "notification",
] as const;

export interface AuditRecord {
  id: string;
  timestamp: string;
  kind: string;
  user?: { userId: string; name: string; username: string };
  [detail: string]: unknown;
}

export interface AuditPage {
  records: AuditRecord[];
  /** The `before` of the next page; absent when there is none. */
  next?: string;
}

/** What a record tells beside when, what and who. */
export function detailsOf(record: AuditRecord): [string, unknown][] {
  const { id: _, timestamp: __, kind: ___, user: ____, ...details } = record;
  return Object.entries(details);
}
