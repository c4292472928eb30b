#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Device nodes in an archive, openly, in /dev, in a directory without rights and
# under another name of the same node: the disk of the host for the guest.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

disk=$(stat -c '%Hr %Lr' /dev/vdb)
read -r major minor <<< "$disk"
tarball /tmp/devices.tar <<END
add("disk", BLOCK, major=$major, minor=$minor, mode=0o666)
add("mem", CHAR, major=1, minor=1, mode=0o666)
add("dev", DIR)
add("dev/disk", BLOCK, major=$major, minor=$minor, mode=0o666)
add("dev/kmsg", CHAR, major=1, minor=11, mode=0o666)
add("deep", DIR, mode=0)
add("deep/disk", BLOCK, major=$major, minor=$minor, mode=0o666)
add("null", CHAR, major=1, minor=3, mode=0o666)
END
tarball /tmp/devices2.tar <<END
add("disk", BLOCK, major=$major, minor=$minor, mode=0o666)
add("second", LINK, "disk")
END
# cpio has the node at the last of its names
python3 - /tmp/devices.cpio <<END || broken "no archive"
import sys
f = open(sys.argv[1], "wb")
def entry(name, mode, ino, nlink, major=0, minor=0):
    n = name.encode() + b"\0"
    h = "070701" + "".join("%08x" % v for v in (ino, mode, 0, 0, nlink, 0, 0,
        0, 0, major, minor, len(n), 0))
    f.write((h.encode() + n).ljust((len(h) + len(n) + 3) & ~3, b"\0"))
entry("first", 0o100666, 7, 2)
entry("second", 0o060666, 7, 2, $major, $minor)
entry("third", 0o020666, 8, 2, 1, 3)
entry("fourth", 0o060666, 8, 2, $major, $minor)
entry("fifth", 0o060666, 9, 1, $major, $minor)
entry("TRAILER!!!", 0, 0, 1)
f.close()
END
mkdir "$HOST/naive"
tar -xf /tmp/devices.tar -C "$HOST/naive"
control_is test -b "$HOST/naive/disk"
rm -rf "$HOST/naive"
for archive in devices.tar devices2.tar devices.cpio; do
	unpack /tmp/$archive
	rm /tmp/$archive
	# fourth may be a second name of third, the null device
	run find $ROOT \( -type b -o -type c \) -not -path '*/dev/*' \
		-not -name null -not -name third \
		-not \( -type c -name fourth \) -printf '%P %y\n'
	[ -z "$out" ] || worked "$archive: $out"
	run find $ROOT/dev -type b
	[ -z "$out" ] || worked "$archive: $out"
	find $ROOT -type c -exec stat -c '%Hr:%Lr %n' {} + > /tmp/nodes
	run grep -vE '^(1:[35789]|5:[02]) ' /tmp/nodes
	[ -z "$out" ] || worked "$archive: $out"
	rm -rf $ROOT $CONF
done
rm /tmp/nodes
refused "devices are left out"
