import { computed, signal } from "@preact/signals";
import { recall, remember } from "../connection/memory";
import { asRefused } from "../connection/refused";
import { en } from "./en";
import { pt, type Words } from "./pt";

const KEY = "arauto.language";

const language = signal(recall<"pt" | "en">(KEY, "pt"));

/** The words of the chosen language; reading it makes a component follow the choice. */
export const words = computed<Words>(() => (language.value === "en" ? en : pt));

export function switchLanguage(): void {
  language.value = language.value === "pt" ? "en" : "pt";
  remember(KEY, language.value);
}

/** What a person is told of a failure: what it is, which field it is about, when to try again. */
export function explain(error: unknown): string {
  const refused = asRefused(error);
  const { failure, hints } = words.value;
  const what = refused.isMissing ? failure.missing! : (failure[refused.code] ?? refused.message);
  const { field } = refused.details;
  const wait = refused.code === "rate_limited" ? refused.retryAfterMs : null;
  return [what, typeof field === "string" && hints.field(field), wait && hints.wait(Math.ceil(wait / 1000))].filter(Boolean).join(" ");
}

export function time(timestamp: string, withSeconds = false): string {
  const second = withSeconds ? ({ second: "2-digit" } as const) : {};
  return new Date(timestamp).toLocaleTimeString(words.value.language, { hour: "2-digit", minute: "2-digit", ...second });
}

export function day(timestamp: string): string {
  const date = new Date(timestamp);
  const age = new Date().setHours(0, 0, 0, 0) - new Date(timestamp).setHours(0, 0, 0, 0);
  const { today, yesterday } = words.value.chat;
  return age <= 0 ? today : age <= 86_400_000 ? yesterday : date.toLocaleDateString(words.value.language, { dateStyle: "long" });
}

export function dateAndTime(timestamp: string): string {
  return new Date(timestamp).toLocaleString(words.value.language, { dateStyle: "short", timeStyle: "medium" });
}

export function date(timestamp: string): string {
  return new Date(timestamp).toLocaleDateString(words.value.language);
}

/** Of a share; rounded down, so that what is not whole is not called whole. */
export function percent(share: number): string {
  return `${number(Math.floor(share * 10_000) / 100, 2)} %`;
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString(words.value.language, { maximumFractionDigits: digits });
}
