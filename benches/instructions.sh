#!/usr/bin/env bash
# Counts the instructions of the four hottest paths under valgrind, and ends with 1 when one takes over a tenth more than is
# written in instructions.txt. `benches/instructions.sh --write` writes what was counted there.
set -euo pipefail
cd "$(dirname "$0")/.."
known=benches/instructions.txt
few=3
many=13

cargo build --quiet --locked --release --example instructions

counted() { # PATH TIMES
    valgrind --tool=callgrind --callgrind-out-file=/dev/null target/release/examples/instructions "$1" "$2" 2>&1 >/dev/null |
        sed -n 's/^==[0-9]*== Collected : \([0-9]*\).*/\1/p'
}

found=$(mktemp)
trap 'rm -f "$found"' EXIT
for path in one-letter six-letters frame save; do
    before=$(counted "$path" "$few")
    after=$(counted "$path" "$many")
    echo "$path $(((after - before) / (many - few)))"
done | tee "$found"

if [ "${1-}" = --write ]; then
    cp "$found" "$known"
    exit
fi
awk '
    NR == FNR { known[$1] = $2; next }
    $2 > known[$1] * 1.1 { printf "%s takes %d instructions, over a tenth more than %d\n", $1, $2, known[$1]; grown = 1 }
    END { exit grown }
' "$known" "$found"
