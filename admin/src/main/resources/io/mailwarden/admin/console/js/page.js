/** What pages have in common: data that is fetched, lists that go on, and decisions. */

import { html, nothing } from "../lib/lit-html.js";
import { get } from "./api.js";
import { t } from "./text.js";
import { loading, problem, toast, wrong } from "./ui.js";

/** Something that is fetched, and shown when it is there. */
export class Fetched {
  constructor(app, fetch) {
    this.app = app;
    this.fetch = fetch;
    this.value = undefined;
    this.error = undefined;
    this.ready = false;
  }

  /** Fetches (again); the old is shown until the new is there. */
  async load() {
    const mine = (this.latest = Symbol());
    try {
      const value = await this.fetch();
      if (this.latest === mine) {
        Object.assign(this, { value, error: undefined, ready: true });
      }
    } catch (error) {
      if (this.latest === mine) {
        Object.assign(this, { error, ready: true });
      }
    }
    this.app.update();
    return this;
  }

  show(view) {
    if (!this.ready) {
      return loading();
    }
    return html`${this.error ? problem(this.error, () => this.load()) : nothing}
    ${this.value === undefined ? nothing : view(this.value)}`;
  }
}

/** A list that goes on by cursor. */
export class Listed extends Fetched {
  constructor(app, path, query) {
    super(app, async () => {
      const page = await get(path, { limit: 50, ...query() });
      return { items: page.items, next: page.nextCursor };
    });
    this.more = async () => {
      try {
        const page = await get(path, { limit: 50, ...query(), cursor: this.value.next });
        this.value = { items: [...this.value.items, ...page.items], next: page.nextCursor };
      } catch (error) {
        toast(wrong(error), "failed");
      }
      app.update();
    };
  }

  /** Whether only the first page is shown, so that it may be fetched again in the background. */
  get atStart() {
    return !this.value || this.value.items.length <= 50;
  }

  show(view, none) {
    return super.show(
      ({ items, next }) => html`${items.length === 0 ? html`<p class="empty">${none ?? t("list.none")}</p>` : view(items)}
        ${next ? html`<p class="more"><button type="button" @click=${this.more}>${t("list.more")}</button></p>` : nothing}`,
    );
  }
}

/** Does something, says what came of it, and fetches again. Answers whether it was done. */
export async function decide(act, words, after) {
  try {
    const result = await act();
    toast(typeof words === "function" ? words(result) : words);
    after?.();
    return true;
  } catch (error) {
    toast(wrong(error), "failed");
    if (error.status === 409 || error.status === 404) {
      after?.();
    }
    return false;
  }
}

/** Does it for many, and says for how many it was done. */
export async function decideAll(items, act, after) {
  const results = await Promise.allSettled(items.map(act));
  const failed = results.filter((result) => result.status === "rejected");
  toast(t("bulk.done", { n: results.length - failed.length }));
  if (failed.length > 0) {
    toast(`${t("bulk.failed", { n: failed.length })} ${wrong(failed[0].reason)}`, "failed");
  }
  after?.();
}

// Nothing may move under a hand that is about to decide.
const BUSY = "dialog[open], main li:hover, main tr:hover, main li:focus-within, main tr:focus-within";

/** Calls while the page is looked at, and nobody points at anything in a list. */
export function every(seconds, run) {
  const idle = () => document.visibilityState === "visible" && !document.querySelector(BUSY);
  const timer = setInterval(() => idle() && run(), seconds * 1000);
  return () => clearInterval(timer);
}

/** The first words of a page. */
export const heading = (title, beside) =>
  html`<header class="page"><h1 tabindex="-1">${title}</h1>${beside ?? nothing}</header>`;
