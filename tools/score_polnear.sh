#!/bin/sh
# Extraction measured through the program: reads the development articles, writes brat standoff, and lets the referee score it.
#
# usage: tools/score_polnear.sh [DATA [PROGRAM [OPTION...]]]
#   DATA     the folder that holds polnear/dev, with the referee in DATA/../eval (default: ../shared/data)
#   PROGRAM  default: build/hearsay; the OPTIONs go to `hearsay read`, as in --model DIR
set -eu
cd "$(dirname "$0")/.."
data=${1:-../shared/data}
program=${2:-build/hearsay}
[ $# -ge 1 ] && shift
[ $# -ge 1 ] && shift
if [ ! -d "$data/polnear/dev" ]; then
    echo "score_polnear: no folder '$data/polnear/dev'" >&2
    exit 2
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" read --format brat --flat -o "$out" "$@" "$data"/polnear/dev/text/*.txt
python3 "$data/../eval/score_attributions.py" "$data/polnear/dev" "$out" --all-annotators
