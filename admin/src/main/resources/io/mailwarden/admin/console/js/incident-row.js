/** An incident as a row of a list. */

import { html, nothing } from "../lib/lit-html.js";
import { sentence } from "./incident-words.js";
import { named, t, visible } from "./text.js";
import { severity, state, user, when } from "./ui.js";

// The API counts no further for a list.
const MOST_COUNTED = 1000;

/** One incident of a list; the box is there when it can be ticked. */
export function row(incident, box) {
  const types = incident.findings.map(({ type }) => named("type", type)).join(" · ");
  return html`<li class="row ${incident.severity === "critical" ? "critical" : "suspected"}">
    ${box ?? nothing}
    <a data-row href="#/incident/${encodeURIComponent(incident.id)}">
      <span class="line"><strong>${user(incident.account)}</strong> ${severity(incident.severity)} ${state(incident.state)}
        ${incident.assignee ? html`<span class="count worker">${t("row.worker")} ${user(incident.assignee)}</span>` : nothing}
        <span class="age">${when(incident.updated)}</span></span>
      <span class="sentence">${visible(sentence(incident))}</span>
      <span class="small-print">${types}${counted(incident)}</span>
    </a>
  </li>`;
}

function counted(incident) {
  const counts = [
    ["row.sent", incident.day.messages],
    ["row.countries", incident.day.countries],
    ["row.held", incident.heldMessages],
    ["row.passed", incident.passedMessages],
    ["row.rejected", incident.rejectedLogins],
  ].filter(([, n]) => n > 0);
  return counts.map(([key, n]) => html` <span class="count">${t(key, { n })}${key === "row.sent" && n >= MOST_COUNTED ? "+" : ""}</span>`);
}
