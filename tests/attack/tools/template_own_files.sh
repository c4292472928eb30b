#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What "build" itself writes into the new root - names, time zone, devices - goes
# to where links of the archive lead: /etc, single files, /dev, /proc.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

mkdir "$HOST/etc" "$HOST/dev"
echo unchanged > "$HOST/etc/hostname"
: > "$HOST/etc/resolv.conf"
: > "$HOST/dev/null"
settle
up=../../../../../..
for etc in "$HOST/etc" "$up$HOST/etc" ""; do
	tarball /tmp/own.tar <<-END
	etc, host, up = "$etc", "$HOST", "$up"
	if etc:
	    add("etc", SYMLINK, etc)
	else:
	    add("etc", DIR)
	    for n in ("hostname", "machine-id", "hosts", "resolv.conf",
	              "localtime", "nsswitch.conf"):
	        add("etc/" + n, SYMLINK, up + host + "/canary")
	add("dev", SYMLINK, host + "/dev")
	for n in ("proc", "run", "sys"):
	    add(n, SYMLINK, host + "/" + n)
	END
	unpack /tmp/own.tar
	unharmed "/etc is '$etc'"
	[ -n "$etc" ] || [ "$status" != 0 ] || break
	rm -rf $ROOT $CONF
done
rm /tmp/own.tar
# the last root is there: what a script of a distribution would do
echo trap > $ROOT/etc/hostname
harmed > /dev/null || broken "control: the link leads nowhere"
echo unchanged > "$HOST/canary"
settle
rm -rf $ROOT $CONF
refused "what is written stays in the root"
