/** A map of the world: where logins came from, and the way between two of them. */

import { html, nothing, svg } from "../lib/lit-html.js";
import { t, visible } from "./text.js";

const WIDE = 720;
const HIGH = 340;
// What is drawn: without the poles, where nobody logs in.
const NORTH = 80;
const SOUTH = -56;

let world;

/** The outlines, fetched once. */
export async function outlines() {
  world ??= fetch(new URL("../data/world.json", import.meta.url)).then((response) => response.json());
  return world;
}

const x = (lon) => ((lon + 180) / 360) * WIDE;
const y = (lat) => ((NORTH - Math.min(Math.max(lat, SOUTH), NORTH)) / (NORTH - SOUTH)) * HIGH;

let drawn;

function land(rings) {
  drawn ??= rings
    .map((ring) => {
      let lon = 0;
      let lat = 0;
      const points = [];
      for (let at = 0; at < ring.length; at += 2) {
        lon += ring[at];
        lat += ring[at + 1];
        points.push(`${x(lon / 10).toFixed(1)} ${y(lat / 10).toFixed(1)}`);
      }
      return `M${points.join("L")}Z`;
    })
    .join("");
  return drawn;
}

/** The country at the end of a place, such as NG of "Lagos, NG (MTN Nigeria)". */
export const country = (place) => /(?:^|, )([A-Z]{2})(?=$| \(|,)/.exec(place ?? "")?.[1];

/** Where a login or finding was: its position, else the middle of its country; undefined when neither is known. */
export function position({ position: exact, place }, centres) {
  if (exact) {
    return { lat: exact.lat, lon: exact.lon, rough: false };
  }
  const centre = centres[country(place)];
  return centre && { lat: centre[0], lon: centre[1], rough: true };
}

/**
 * @param places {{lat, lon, kind: "usual"|"odd", label: string, title: string}[]}
 * @param way {{from: {lat, lon}, to: {lat, lon}, title: string}|undefined}
 */
export function map(rings, places, way) {
  const words = [...places.map(({ title }) => title), ...(way ? [way.title] : [])].map(visible).join("; ");
  return html`<figure class="map">
    <svg viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${t("map.of", { places: words })}>
      <path class="land" d=${land(rings)}></path>
      ${way ? arc(way) : nothing}
      ${places.map(dot)}
      ${spread(places).map(label)}
    </svg>
  </figure>`;
}

function arc({ from, to, title }) {
  const [x1, y1, x2, y2] = [x(from.lon), y(from.lat), x(to.lon), y(to.lat)];
  const bend = Math.min(80, Math.hypot(x2 - x1, y2 - y1) * 0.25);
  const side = x2 >= x1 ? 1 : -1;
  return svg`<path class="way" d="M${x1} ${y1}Q${(x1 + x2) / 2 + side * bend} ${(y1 + y2) / 2 - bend / 2} ${x2} ${y2}">
    <title>${visible(title)}</title></path>`;
}

function dot({ lat, lon, kind, title }) {
  return svg`<g class=${kind}><circle class="halo" cx=${x(lon)} cy=${y(lat)} r="9"></circle>
    <circle cx=${x(lon)} cy=${y(lat)} r="4"><title>${visible(title)}</title></circle></g>`;
}

/** Labels below one another where they would meet. */
function spread(places) {
  const put = [];
  for (const place of [...places].sort((a, b) => b.lat - a.lat)) {
    const left = x(place.lon) > WIDE * 0.75;
    let at = y(place.lat) + 4;
    while (put.some((other) => Math.abs(other.at - at) < 14 && Math.abs(x(other.lon) - x(place.lon)) < 150)) {
      at += 15;
    }
    put.push({ ...place, at, left });
  }
  return put;
}

const label = ({ lon, at, left, kind, label: words }) =>
  svg`<text class=${kind} x=${x(lon) + (left ? -12 : 12)} y=${at} text-anchor=${left ? "end" : "start"}>${visible(words)}</text>`;
