#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# Files that suexec reads are a FIFO, a link to a terminal's file, an endless
# line and an endless file: whoever just opens and reads them waits for ever.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
start trap
kinds()
{
	rm -f $ROOT/etc/passwd $ROOT/etc/group
	case $1 in
	fifo) mkfifo $ROOT/etc/passwd $ROOT/etc/group ;;
	zero) ln -s /dev/zero $ROOT/etc/passwd
		ln -s /dev/zero $ROOT/etc/group ;;
	socket) ln -s /proc/1/fd/0 $ROOT/etc/passwd
		ln -s /dev/ptmx $ROOT/etc/group ;;
	sparse) truncate -s 64M $ROOT/etc/passwd ;;
	esac
}
kinds fifo
limit 2 cat $ROOT/etc/passwd
control_is test $? = 124
for kind in fifo zero socket sparse; do
	kinds $kind
	run limit 25 vserver trap suexec bob /bin/busybox true
	[ "$status" != 124 ] || worked "suexec waits for ever: $kind"
	[ "$status" != 0 ] || worked "suexec found bob in: $kind"
done
refused "suexec ends by itself"
