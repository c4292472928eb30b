#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# suexec asks who the user is; a C library that does so with the guest's root
# loads the modules that the guest's nsswitch.conf names (CVE-2019-14271 of
# "docker cp" was this): they would run with the rights of the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
lib=$ROOT/lib/x86_64-linux-gnu
echo 'root:x:0:0::/:/bin/sh' > $ROOT/etc/passwd
printf '%s: evil files\n' passwd group shadow initgroups > $ROOT/etc/nsswitch.conf
for name in evil files compat systemd; do
	cp $HOSTILE/module.so $lib/libnss_$name.so.2
done
# a C library that has looked at nsswitch.conf before does not do it again
control perl -e "chroot '$ROOT' and chdir '/' and getpwnam 'bob'"
start trap
for user in bob root; do
	run limit 20 vserver trap suexec $user /bin/busybox id -u
	! bitten || worked "suexec loaded a module of the guest's"
done
run limit 20 vserver trap exec /bin/busybox true
! bitten || worked "exec loaded a module of the guest's"
[ "$status" = 0 ] || broken "exec ends with $status"
refused "suexec resolves users by itself"
