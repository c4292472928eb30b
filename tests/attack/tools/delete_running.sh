#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A guest is deleted while it runs, ignores signals, and goes on to make files
# and to swap directories with links to the host until the very end.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p $ROOT/a $ROOT/b "$HOST/precious"
echo unchanged > "$HOST/precious/file"
settle
for i in $(seq 0 49); do
	mkdir -p "$ROOT/a/$i/sub"
	: > "$ROOT/a/$i/file"
	ln -s "../../../../../..$HOST/precious" "$ROOT/b/$i"
done
provide $ROOT swap stubborn
cat > $ROOT/sbin/init <<-'END'
	#!/bin/sh
	trap '' INT TERM HUP
	swap /a /b 50 &
	stubborn ignore &
	while :; do mkdir -p /new/$((i += 1)); : > /file$i; usleep 1000; done
END
start trap
control_is test -n "$(ls $ROOT/new)"
grep -q unchanged $ROOT/[ab]/*/file || broken "control: the links"
run limit 100 vserver --silent trap delete
unharmed
[ ! -e /proc/virtual/$XID ] || worked "the guest still runs"
[ "$status" = 0 ] && [ ! -e $ROOT ] || worked "it is not removed: $err"
refused "the guest ends first"
