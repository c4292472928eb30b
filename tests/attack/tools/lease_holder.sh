#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The guest has CAP_LEASE: with a write lease on a file, whoever on the host opens
# it waits until the guest lets go, up to 45 seconds - for each of many files.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
python3 - > $ROOT/ready 2>&1 <<'END' &
import fcntl, os, signal, sys, time
root = "/vservers/trap"
signal.signal(signal.SIGIO, signal.SIG_IGN)
held = []
for name in ("etc/passwd", "etc/group", "bin/bash", "etc/mtab", "etc/fstab",
             "dev/null", "dev/ptmx", "dev/tty", "etc/hostname"):
    path = os.path.join(root, name)
    if os.path.exists(path):
        os.rename(path, path + ".saved")
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o755)
    fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    held.append(fd)
print("ready", flush=True)
time.sleep(120)
END
holder=$!
within 20 grep -q ready $ROOT/ready || broken "no lease: $(cat $ROOT/ready)"
limit 2 cat $ROOT/etc/hostname
control_is test $? = 124
begin=$SECONDS
run limit 30 vserver trap start
[ "$status" != 124 ] || worked "start waits"
run limit 30 vserver trap status
[ "$status" != 124 ] || worked "status waits"
run limit 20 vserver-info trap CONTEXT
[ "$status" != 124 ] || worked "vserver-info waits"
run limit 40 vserver trap stop
[ "$status" != 124 ] && [ ! -e /proc/virtual/$XID ] || worked "stop waits"
run limit 30 vserver --silent trap delete
[ "$status" != 124 ] || worked "delete waits"
echo "# $((SECONDS - begin)) seconds"
kill -KILL $holder
refused "nobody waits"
