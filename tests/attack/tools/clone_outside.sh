#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A source full of links to the host, FIFOs, sockets and devices: what follows
# links copies the host's secret into the guest, and what opens a FIFO waits.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap2 401
from=/vservers/trap2
ln -s "$HOST/secret" $from/absolute
ln -s "../../../../../..$HOST" $from/relative
ln -s "/proc/1/root$HOST" $from/process
mkdir $from/sub
ln -s ../relative $from/sub/chain
mkfifo $from/fifo
mknod $from/disk b "$(stat -c %Hr /dev/vdb)" "$(stat -c %Lr /dev/vdb)"
python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('$from/socket')"
grep -q $SECRET $from/relative/secret || broken "control: the links"
limit 2 cat $from/fifo
control_is test $? = 124
run limit 60 vserver trap build -m clone --context $XID -- -s trap2
[ "$status" != 124 ] || worked "the copy has no end"
[ "$status" = 0 ] || broken "status $status: $err"
! grep -rqs $SECRET $ROOT --exclude-dir=relative || worked "the secret is in"
[ -L $ROOT/absolute ] && [ -L $ROOT/relative ] || worked "links are followed"
[ ! -e $ROOT/disk ] || worked "the device of the disk is copied"
unharmed
refused "links are copied as links, and devices are left out"
