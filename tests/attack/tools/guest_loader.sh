#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The guest's libraries, shell, env and ld.so.preload are traps.  A tool
# that executes a dynamic program, or a shell, once it has the guest's root and
# still the host's rights, runs them.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
cp -L /usr/bin/true $ROOT/bin/dynamic
arm bin/sh bin/bash bin/env bin/mount bin/login \
	bin/su sbin/ldconfig usr/bin/env sbin/init
for name in libcap.so.2 libmount.so.1 libvserver.so.0 trap.so; do
	cp $HOSTILE/module.so "$ROOT/lib/x86_64-linux-gnu/$name"
done
echo /lib/x86_64-linux-gnu/trap.so > $ROOT/etc/ld.so.preload
control chroot $ROOT /bin/dynamic
printf '#!/bin/busybox sh\n/bin/busybox sleep 1000000\n' > $ROOT/sbin/init
start trap
for how in "exec /bin/dynamic" "exec /bin/busybox true" \
		"suexec 5 /bin/dynamic" enter restart stop; do
	# shellcheck disable=SC2086
	run limit 60 vserver trap $how
	! bitten || worked "vserver $how ran a program of the guest's"
done
[ -e $ROOT/ran ] || broken "nothing ran in the guest"
refused "programs of the guest run with the rights of the guest"
