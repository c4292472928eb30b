#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# CVE-2019-5736: whoever enters runs a program of the host, which the guest sees
# as /proc/PID/exe; it keeps that open and overwrites it when nobody runs it.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
provide $ROOT exe_writer
start trap
programs=(/usr/sbin/vserver /usr/sbin/vcontext /usr/sbin/exec-cd
	/usr/sbin/chcontext /usr/sbin/vspace /usr/sbin/vkill
	/usr/lib/util-vserver/vserver-init)
run sha256sum "${programs[@]}"
sums=$out
[ -n "$sums" ] || broken "no programs: $err"
# a program of the host in the guest's context and numbers of processes, which
# is not sealed
mkdir "$HOST/careless"
cp /bin/busybox "$HOST/careless/busybox"
settle
inside_goes_on /bin/exe_writer 25
limit 20 vspace --enter $XID --pid -- vcontext --migrate --xid $XID -- \
	"$HOST/careless/busybox" sleep 3 < /dev/null
sleep 1
if harmed > /dev/null; then
	cp /bin/busybox "$HOST/careless/busybox"
	settle
else
	echo "# a program that is not sealed was not overwritten either"
	ls $ROOT/opened 2> /dev/null | sed 's/^/# /'
fi
printf '#!/proc/self/exe\n' > $ROOT/bin/loop
chmod 755 $ROOT/bin/loop
for i in $(seq 12); do
	limit 20 vserver trap exec /bin/busybox true
	limit 20 vserver trap exec /bin/loop
	limit 20 vserver trap suexec 5 /proc/self/exe
done < /dev/null > /dev/null 2>&1
(cd $ROOT && limit 20 vcontext --migrate --chroot --xid $XID -- \
	/bin/busybox true) < /dev/null
sleep 1
run sha256sum "${programs[@]}"
[ "$out" = "$sums" ] || worked "a program of the host is overwritten"
unharmed
refused "programs that enter are sealed copies"
