#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The source runs, and while it is copied its files turn into links to the host,
# into FIFOs and back (a race as in CVE-2018-15664): seen as a file, opened as
# something else.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap2 401
from=/vservers/trap2
mkdir $from/a $from/b $from/c $from/d
for i in $(seq 0 149); do
	echo harmless > "$from/a/$i"
	ln -s "../../../../../../..$HOST/secret" "$from/b/$i"
	echo harmless > "$from/c/$i"
	mkfifo "$from/d/$i"
done
provide $from swap
start trap2
# the names do change
before=$(stat -c %F $from/a/* | sort | uniq -c)
for pair in "a b" "c d"; do
	# shellcheck disable=SC2086
	set -- $pair
	vserver trap2 exec /bin/sh -c \
		"/bin/swap /$1 /$2 150 > /dev/null 2>&1 &" < /dev/null
done
sleep 0.5
[ "$before" != "$(stat -c %F $from/a/* | sort | uniq -c)" ] ||
	broken "control: nothing is swapped"
for i in 1 2 3; do
	run limit 40 vserver trap build -m clone --context $XID -- -s trap2
	[ "$status" != 124 ] || worked "the copy waits for ever"
	! grep -rqs --devices=skip $SECRET $ROOT/a || worked "secret"
	for f in "$ROOT"/a/* "$ROOT"/b/*; do
		[ -L "$f" ] || ! grep -qs $SECRET "$f" ||
			worked "$f has the host's secret"
	done
	rm -rf $ROOT $CONF
done
unharmed
refused "what is copied is the source's"
