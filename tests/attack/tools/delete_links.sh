#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A root full of links to directories of the host, where a removal goes deep,
# moves directories up, and finds names of its own in use: what follows one of
# the links removes the host's files.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir "$HOST/precious"
echo unchanged > "$HOST/precious/file"
settle
for i in $(seq 0 40); do
	ln -s "$HOST/precious" "$ROOT/.removed.$i"
done
python3 - $ROOT "$HOST/precious" <<'END' || broken "no tree"
import os, sys
os.chdir(sys.argv[1])
for i in range(700):
    os.symlink(sys.argv[2], "host")
    os.mkdir("d")
    os.mkdir(".removed.7" if i else "x")
    os.chdir("d")
END
ln -s "$HOST" $ROOT/host2
mkfifo $ROOT/fifo
find -L $ROOT/host/ -maxdepth 1 -name file -delete
control_is test ! -e "$HOST/precious/file"
echo unchanged > "$HOST/precious/file"
settle
run limit 60 vserver --silent trap delete
unharmed
[ "$status" = 0 ] && [ ! -e $ROOT ] || broken "status $status: $err"
refused "links are removed, not what they name"
