import { signal } from "@preact/signals";

/** A demo user as `/console.json` of a quickstart names it; no other server names any. */
export interface DemoUser {
  userId: string;
  username: string;
  name: string;
  department: string;
  permissions: string[];
  isPrincipal: boolean;
  token: string;
}

/** Side by side, two windows of one tab share its session storage: each keeps its token under its own name. */
const pane = new URLSearchParams(location.search).get("pane") ?? "";

function keyOf(name: string): string {
  return `arauto.token.${name}`;
}

export const isPane = pane !== "";

/** The token of this window; it is forgotten with the tab. */
export const token = signal<string | null>(sessionStorage.getItem(keyOf(pane)));

export function signIn(given: string): void {
  sessionStorage.setItem(keyOf(pane), given);
  token.value = given;
}

export function signOut(): void {
  sessionStorage.removeItem(keyOf(pane));
  token.value = null;
}

/** Address of a pane in which a user is signed in. */
export function paneFor(name: string, given: string): string {
  sessionStorage.setItem(keyOf(name), given);
  return `/?pane=${name}#/chat/geral`;
}

export async function demoUsers(): Promise<DemoUser[]> {
  const settings = await fetch("/console.json").then((response) => response.json());
  const users: DemoUser[] = settings.demo?.users ?? [];
  return users.map((user) => ({ ...user, userId: String(user.userId) }));
}
