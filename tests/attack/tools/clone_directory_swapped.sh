#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Directories of a source that runs turn into links to a directory of the host
# and back, while the copy is on its way down: "cp" follows, or writes through
# what it has copied itself.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap2 401
from=/vservers/trap2
mkdir -p $from/a $from/b "$HOST/precious"
cp "$HOST/secret" "$HOST/precious/file"
settle
for i in $(seq 0 99); do
	mkdir "$from/a/$i"
	echo other > "$from/a/$i/file"
	# as seen from the root of the source, from it, and from the copy
	ln -s "../../../../../..$HOST/precious" "$from/b/$i"
done
provide $from swap
start trap2
vserver trap2 exec /bin/sh -c "/bin/swap /a /b 100 > /dev/null 2>&1 &" \
	< /dev/null
sleep 0.5
find $from/a -type l | grep -q . || broken "control: nothing is swapped"
for i in 1 2 3; do
	run limit 40 vserver trap build -m clone --context $XID -- -s trap2
	[ "$status" != 124 ] || worked "the copy waits for ever"
	unharmed "through a link of the copy"
	for f in "$ROOT"/a/*; do
		[ -L "$f" ] || ! grep -rqs $SECRET "$f" ||
			worked "$f has the host's secret"
	done
	rm -rf $ROOT $CONF
done
refused "no directory of the host is read or written"
