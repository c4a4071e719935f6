/** What happened in one incident, in the order in which it happened. */

import { html, nothing } from "../lib/lit-html.js";
import { named, t } from "./text.js";
import { user, when } from "./ui.js";

// Logins and messages before the incident that are part of its story.
const BEFORE_MS = 24 * 3_600_000;
const AFTER_MS = 3_600_000;
// Usual entries before the first odd one that are shown at once.
const BEFORE = 4;

/** Whether it belongs to the incident's time. */
export function during(incident, at) {
  const time = new Date(at).getTime();
  const first = Math.min(new Date(incident.opened), ...incident.findings.map(({ first: one }) => new Date(one)));
  return time >= first - BEFORE_MS && time <= new Date(incident.updated).getTime() + AFTER_MS;
}

/** Neighbours that are alike become one entry. */
function together(entries) {
  const joined = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    if (last && entry.alike && last.alike === entry.alike) {
      last.count++;
      last.until = entry.at;
    } else {
      joined.push({ ...entry, count: 1 });
    }
  }
  return joined;
}

function ofLogin(login) {
  const odd = login.anomalies.length > 0;
  return {
    at: login.at,
    kind: login.outcome === "accepted" ? (odd ? "odd" : "usual") : "refused",
    alike: `login ${login.outcome} ${login.address} ${login.protocol}`,
    words: (n) => t(`story.login.${login.outcome}`, { n, protocol: login.protocol.toUpperCase() }),
    detail: [login.place, login.address, login.client].filter(Boolean).join(" · "),
  };
}

const ofMessage = (message) => ({
  at: message.at,
  kind: "usual",
  alike: "message",
  words: (n) => t("story.sent", { n }),
  detail: message.subject,
});

const ofHeld = (message) => ({
  at: message.heldAt,
  kind: "response",
  alike: `held ${message.kind}`,
  words: (n) => t(`story.${message.kind === "quarantined" ? "quarantined" : "held"}`, { n }),
  detail: message.subject,
});

const ofFinding = (finding) => ({
  at: finding.first,
  kind: finding.severity === "critical" ? "critical" : "suspected",
  words: () => named("type", finding.type),
  detail: finding.explanation,
});

const ofResponse = (response) => ({
  at: response.at,
  kind: "response",
  words: () => named("response", response.response),
  detail: response.words,
});

const ofComment = (comment) => ({
  at: comment.at,
  kind: "comment",
  words: () => html`${t("story.comment")} ${user(comment.author)}`,
  detail: comment.comment.split("\n").map((line, at) => html`${at > 0 ? html`<br>` : nothing}${user(line)}`),
});

/** The entries, oldest first. */
export function entries(incident, logins, messages, held, comments) {
  const all = [
    ...logins.filter(({ at }) => during(incident, at)).map(ofLogin),
    ...messages.filter(({ at }) => during(incident, at)).map(ofMessage),
    ...held.map(ofHeld),
    ...incident.findings.map(ofFinding),
    { at: incident.opened, kind: incident.severity, words: () => t("story.opened"), detail: "", last: true },
    ...(incident.done ?? []).map(ofResponse),
    ...comments.map(ofComment),
  ];
  const order = (a, b) => new Date(a.at) - new Date(b.at) || Number(a.last ?? 0) - Number(b.last ?? 0);
  return together(all.sort(order));
}

export function story(all) {
  const first = all.findIndex(({ kind }) => ["critical", "suspected", "odd"].includes(kind));
  const from = Math.max(0, first - BEFORE);
  return html`${from > 0 ? html`<details class="rest-of"><summary>${t("story.earlier", { n: from })}</summary>${told(all.slice(0, from))}</details>` : nothing}
    ${told(all.slice(from))}`;
}

const told = (entries) => html`<ol class="story">${entries.map((entry) => html`<li class=${entry.kind}>
  <span class="at">${when(entry.at, "seconds")}</span>
  <div><strong>${entry.words(entry.count)}</strong>
    ${entry.detail ? html`<p>${typeof entry.detail === "string" ? user(entry.detail) : entry.detail}${entry.count > 1 ? " …" : nothing}</p>` : nothing}</div>
</li>`)}</ol>`;
