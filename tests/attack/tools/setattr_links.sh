#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# setattr -R over a guest's tree, which has links to the host, FIFOs, devices and
# directories that turn into links meanwhile: the host's files become immutable
# or lose it.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p $ROOT/a $ROOT/b "$HOST/precious"
echo unchanged > "$HOST/precious/file"
for i in $(seq 0 99); do
	mkdir "$ROOT/a/$i"
	: > "$ROOT/a/$i/file"
	ln -s "../../../../../..$HOST/precious" "$ROOT/b/$i"
done
ln -s "$HOST/canary" $ROOT/link
ln -s "$HOST" $ROOT/directory
mkfifo $ROOT/fifo
provide $ROOT swap
settle
# on the host's overlay there are no such attributes: a file on /vservers
mkdir /vservers/.precious
echo unchanged > /vservers/.precious/file
for i in $(seq 0 99); do
	ln -sfn ../../../.precious "$ROOT/b/$i"
done
ln -s ../.precious $ROOT/beside
flags()
{
	showattr /vservers/.precious /vservers/.precious/file
	lsattr -d /vservers/.precious /vservers/.precious/file
}
before=$(flags)
setattr --iunlink $ROOT/beside/file
[ "$(flags)" != "$before" ] || broken "control: no attribute is set"
setattr --~iunlink $ROOT/beside/file
setattr --~immutable $ROOT/beside/file 2> /dev/null
before=$(flags)
start trap
inside_goes_on /bin/swap /a /b 100
for i in 1 2 3; do
	run limit 30 setattr -R --iunlink $ROOT/a $ROOT/link $ROOT/fifo \
		$ROOT/beside $ROOT/b
	[ "$status" != 124 ] || worked "setattr has no end"
	[ "$(flags)" = "$before" ] || found="--iunlink"
	run limit 30 setattr -R --~iunlink $ROOT/a $ROOT/fifo $ROOT/b
	run limit 30 showattr -R $ROOT/a $ROOT/fifo
	[ "$status" != 124 ] || worked "showattr has no end"
done
vserver trap stop
setattr -R --~iunlink /vservers/.precious
setattr -R --~immutable /vservers/.precious 2> /dev/null
rm -rf /vservers/.precious
setattr -R --~iunlink $ROOT
setattr -R --~immutable $ROOT 2> /dev/null
unharmed
[ -z "${found:-}" ] || worked "a file of the host was changed by $found"
refused "links are not followed"
