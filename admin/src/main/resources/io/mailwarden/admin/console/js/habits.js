/** What is usual for an account, beside what was seen in one incident. */

import { html, nothing } from "../lib/lit-html.js";
import { hours } from "./chart.js";
import { country } from "./map.js";
import { t, visible } from "./text.js";
import { table } from "./ui.js";

const distinct = (values) => [...new Set(values.filter(Boolean))];

/** A program without its version, as habits know it. */
const program = (client) => client.replace(/ [\d.]+.*$/, "");

function row(name, usual, seen) {
  return { name, usual: usual.join(", "), fresh: seen.filter((one) => !usual.includes(one)), seen };
}

const marked = ({ seen, fresh }) =>
  seen.map((one, at) => html`${at > 0 ? ", " : nothing}${fresh.includes(one) ? html`<strong class="fresh">${visible(one)}</strong>` : visible(one)}`);

/** Nothing where no odd login was seen or no habit is known. */
export function habits(report, logins, during) {
  const odd = during.filter(({ anomalies }) => anomalies.length > 0);
  if (!report || odd.length === 0) {
    return nothing;
  }
  const rows = [
    row(t("habits.countries"), report.countries, distinct(odd.map(({ place }) => country(place)))),
    row(t("habits.clients"), report.clients, distinct(odd.map(({ client }) => program(client)))),
  ];
  return html`<section><h2>${t("habits")}</h2>
    ${table(t("habits"), [
      { name: t("habits.what"), cell: ({ name }) => name },
      { name: t("habits.usual"), kind: "wide", cell: ({ usual }) => visible(usual) },
      { name: t("habits.seen"), kind: "wide", cell: marked },
    ], rows)}
    <h3>${t("account.hours")}</h3>${hours(logins)}</section>`;
}
