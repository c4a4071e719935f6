/** The places of an account's logins on a map. */

import { named, t } from "./text.js";
import { map, position } from "./map.js";

/** The first words of a place: "Lagos, NG" of "Lagos, NG (MTN Nigeria)". */
const shortly = (place) => (place ?? "").replace(/ \(.*\)$/, "").replace(/^([A-Z]{2}), .*/, "$1");

function gathered(logins, centres) {
  const places = new Map();
  for (const login of logins) {
    const where = position(login, centres);
    if (!where) {
      continue;
    }
    const key = `${where.lat.toFixed(0)} ${where.lon.toFixed(0)}`;
    const one = places.get(key) ?? { ...where, name: shortly(login.place), logins: 0, odd: new Set(), refused: 0 };
    one.logins++;
    one.refused += login.outcome === "accepted" ? 0 : 1;
    login.anomalies.forEach((type) => one.odd.add(type));
    places.set(key, one);
  }
  return [...places.values()];
}

function told(place) {
  const words = [t("map.logins", { place: place.name, n: place.logins })];
  if (place.refused > 0) {
    words.push(t("map.refused", { n: place.refused }));
  }
  return [...words, ...[...place.odd].map((type) => named("type", type))].join(", ");
}

/** The way that nobody travels so fast: from the login before it to the one that was found. */
function way(logins, centres, finding) {
  if (!finding) {
    return undefined;
  }
  const oldest = [...logins].sort((a, b) => new Date(a.at) - new Date(b.at));
  const at = oldest.findIndex(({ anomalies }) => anomalies.includes(finding.type));
  const to = oldest[at] && position(oldest[at], centres);
  const before = oldest.slice(0, Math.max(at, 0)).reverse();
  const from = before
    .filter(({ outcome, anomalies }) => outcome === "accepted" && anomalies.length === 0)
    .map((login) => position(login, centres))
    .find((where) => where && to && (where.lat !== to.lat || where.lon !== to.lon));
  return from && to && { from, to, title: finding.explanation };
}

/** A map, or undefined when no place is known. */
export function where(world, logins, finding) {
  const places = gathered(logins, world.centres).map((place) => ({
    ...place,
    kind: place.odd.size > 0 ? "odd" : place.refused === place.logins ? "refused" : "usual",
    label: place.name,
    title: told(place),
  }));
  return places.length > 0 ? map(world.land, places, way(logins, world.centres, finding)) : undefined;
}
