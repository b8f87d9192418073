#!/bin/sh
# The speed figures of docs/figures: builds as shipped into a folder of its own, then `bench/run` over 2,000 articles. Ten minutes on two quiet cores.
#
# usage: tools/measure_speed.sh [NEWS.ndjson[.xz] [N]]
set -eu
cd "$(dirname "$0")/.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
meson setup "$build" . >"$build.log" 2>&1 || { cat "$build.log" >&2; exit 2; }
rm -f "$build.log"
ninja -C "$build" hearsay bench/bench_encoder bench/bench_stages >/dev/null
ln -s "$PWD/models" "$build/models"
bench/run "$build" "${1:-../shared/data/news.ndjson.xz}" "${2:-2000}"
