/** Words: in the reader's language, and what strangers wrote, made harmless. */

import en from "../lang/en.js";

/** What the console speaks; all but English, which also fills gaps, is fetched when it is chosen. */
export const LANGUAGES = {
  en: { name: "English", fetch: async () => en },
  de: { name: "Deutsch", fetch: async () => (await import("../lang/de.js")).default },
};
const STORED = "mailwarden.language";

function stored() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function preferred() {
  const wanted = [stored(), ...(navigator.languages ?? [])];
  return wanted.map((tag) => (tag ?? "").slice(0, 2).toLowerCase()).find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** The language of the page: a key of LANGUAGES. */
export let language = "en";
let words = en;

async function use(code) {
  words = await LANGUAGES[code].fetch();
  language = code;
  document.documentElement.lang = code;
}

/** Speaks it from now on, and next time; fails when it cannot be fetched. */
export async function speak(code) {
  await use(code);
  localStorage.setItem(STORED, code);
}

// A console in English is better than none.
await use(preferred()).catch(() => use("en"));

// What is not seen, or turns the direction of what follows: controls, format characters, separators, private use.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

/** The text with its unseen characters as code points, such as ‹U+202E›. */
export function visible(text) {
  return String(text ?? "").replace(UNSEEN, (c) => `‹U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}›`);
}

function worded(key, values) {
  if (values && typeof values.n === "number") {
    const form = new Intl.PluralRules(language).select(values.n);
    const plural = words[`${key}.${form}`] ?? words[`${key}.other`];
    if (plural !== undefined) {
      return plural;
    }
  }
  return words[key] ?? en[key];
}

/** Whether the language files know it. */
export const known = (key) => key in en;

/** The words of that key; {name} is filled from values, numbers as the language writes them. */
export function t(key, values) {
  const text = worded(key, values) ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values?.[name];
    if (value === undefined) {
      return whole;
    }
    return typeof value === "number" ? number(value) : visible(value);
  });
}

/** The words for one of the API's names, such as type impossible-travel; the name itself when there are none. */
export function named(group, name) {
  const key = `${group}.${name}`;
  return known(key) ? t(key) : visible(name);
}

/** As the reader's region writes: en-GB before en, where the browser says so. */
export const locale = () => (navigator.languages ?? []).find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;

export const number = (value, options) => new Intl.NumberFormat(locale(), options).format(value);

export function bytes(value) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  if (value < 1000) {
    return `${number(value)} B`;
  }
  const step = Math.min(Math.floor(Math.log(Math.max(value, 1)) / Math.log(1000)), units.length - 1);
  return number(value / 1000 ** step, {
    style: "unit",
    unit: units[step],
    unitDisplay: "short",
    maximumFractionDigits: 1,
  });
}

/** In the reader's zone. */
export function moment(iso, { seconds = false } = {}) {
  const at = new Date(iso);
  const sameYear = at.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale(), {
    hourCycle: "h23",
    year: sameYear ? undefined : "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: seconds ? "2-digit" : undefined,
  }).format(at);
}

/** In UTC, for hovering. */
export const utc = (iso) => `${new Date(iso).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** How long ago, such as "12 min. ago". */
export function ago(iso, now = Date.now()) {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
  const size = Math.abs(seconds);
  if (size < 60) {
    return t("time.now");
  }
  if (size < 3600) {
    return format.format(Math.round(seconds / 60), "minute");
  }
  if (size < 86_400) {
    return format.format(Math.round(seconds / 3600), "hour");
  }
  if (size < 2 * 365 * 86_400) {
    return format.format(Math.round(seconds / 86_400), "day");
  }
  return format.format(Math.round(seconds / (365.25 * 86_400)), "year");
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
