#!/bin/sh
# The same questions put to what an operator has besides: fzf and ripgrep over an export, SQLite with LIKE and with its
# trigram index. Whatever is not installed is passed over. Ends with the ratios to the letters typed into PartnerDeck in the
# same run: benches/peers.sh PROGRAM BOOK CUSTOMERS SEED
set -eu
program=$1 book=$2 customers=$3 seed=$4
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
csv=$home/customers.csv

"$program" --store "$book" customers export --out "$csv" --format csv 2>/dev/null
cargo run --quiet --release --example keys -- "$program" "$book" "$customers" "$seed" | tee "$home/keys"
ours=$(sed -n 's/^letter to exact count and order: p50 \([0-9.]*\) ms.*/\1/p' "$home/keys")

# The median of five runs, in milliseconds.
median() {
    for _ in 1 2 3 4 5; do
        begun=$(date +%s%N)
        "$@" >/dev/null 2>&1 || true
        echo $((($(date +%s%N) - begun) / 1000))
    done | sort -n | sed -n 3p | awk '{ printf "%.1f", $1 / 1000 }'
}

told() {
    awk -v who="$1" -v theirs="$2" -v ours="$ours" \
        'BEGIN { printf "%-28s %9.1f ms a question, %6.1f times ours\n", who, theirs, theirs / ours }'
}

has() { command -v "$1" >/dev/null 2>&1; }

if has fzf; then told "fzf --filter" "$(median sh -c "fzf --filter wing <'$csv'")"; fi
if has rg; then told "ripgrep -i" "$(median rg -i -c wing "$csv")"; fi
if has sqlite3; then
    sqlite3 "$home/book.db" -cmd ".mode csv" ".import '$csv' customers" \
        "create virtual table tri using fts5(text, tokenize='trigram')" \
        "insert into tri select \"Company name\" || ' ' || \"Primary domain name\" from customers"
    told "SQLite LIKE" "$(median sqlite3 "$home/book.db" \
        "select count(*) from customers where \"Company name\" like '%wing%' or \"Primary domain name\" like '%wing%'")"
    told "SQLite trigram" "$(median sqlite3 "$home/book.db" "select count(*) from tri where text match 'wing'")"
fi
