#!/usr/bin/env bash
# The same question put to what an operator has besides: fzf, ripgrep and csvlens over an export, SQLite with LIKE and with its
# trigram index. Ends with the ratios to the letters typed into PartnerDeck in the same run:
# benches/peers.sh PROGRAM BOOK CUSTOMERS SEED
# Whatever is not installed is named and passed over; csvlens comes with `cargo install csvlens`.
set -euo pipefail
program=$1 book=$2 customers=$3 seed=$4
word=wing
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
csv=$home/customers.csv
cd "$(dirname "$0")/.."

driver() { cargo run --quiet --release --example keys -- "$@"; }

"$program" --store "$book" --format csv customers export --out "$csv" 2>/dev/null
driver "$@" | tee "$home/keys"
ours=$(sed -n 's/^letter to exact count and order: p50 \([0-9.]*\) ms.*/\1/p' "$home/keys")

# The median of five runs, in milliseconds.
median() {
    for _ in 1 2 3 4 5; do
        begun=$(date +%s%N)
        "$@" >/dev/null 2>&1 || true
        echo $((($(date +%s%N) - begun) / 1000))
    done | sort -n | sed -n 3p | awk '{ printf "%.1f", $1 / 1000 }'
}

told() { # WHO MILLISECONDS
    awk -v who="$1" -v theirs="$2" -v ours="$ours" \
        'BEGIN { printf "%-28s %9.1f ms a question, %6.1f times ours\n", who, theirs, theirs / ours }'
}

has() { # PROGRAM
    command -v "$1" >/dev/null 2>&1 && return
    echo "$1 is not installed"
    return 1
}

if has fzf; then told "fzf --filter" "$(median sh -c "fzf --filter $word <'$csv'")"; fi
if has rg; then told "ripgrep -i" "$(median rg -i -c "$word" "$csv")"; fi
if has csvlens; then told "csvlens, filter" "$(driver csvlens "$csv" "$word" | sed -n 's/.*p50 \([0-9.]*\) ms.*/\1/p')"; fi
if has sqlite3; then
    sqlite3 "$home/book.db" -cmd ".mode csv" ".import '$csv' customers" \
        "create virtual table tri using fts5(text, tokenize='trigram')" \
        "insert into tri select \"Company name\" || ' ' || \"Primary domain name\" from customers"
    told "SQLite LIKE" "$(median sqlite3 "$home/book.db" \
        "select count(*) from customers where \"Company name\" like '%$word%' or \"Primary domain name\" like '%$word%'")"
    told "SQLite trigram" "$(median sqlite3 "$home/book.db" "select count(*) from tri where text match '$word'")"
fi
