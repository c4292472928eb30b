#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The admin's PATH has the working directory in it, or an empty word, and start
# goes to the guest's root: programs that it runs by their names are taken from
# there, and run as the host.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
for p in mount umount ip ls sh debootstrap vshelper vserver ps chroot tar; do
	cp $HOSTILE/trap "$ROOT/$p"
done
# in the host's root the trap's files are its own
sprung()
{
	[ -b /bite ] || bitten
}
(cd $ROOT && PATH=.:$PATH && ls > /dev/null)
sprung || broken "control: PATH is not looked at"
rm -f /bite /ran
disarm
echo "proc /proc proc defaults" > $CONF/fstab
echo "x /proc/fs fuse.x defaults,nofail" >> $CONF/fstab
cd $ROOT || broken cd
cp $CONF/fstab "$HOST/fstab"
for path in ".:$PATH" ":$PATH"; do
	for fstab in "$HOST/fstab" /dev/null; do
		cp "$fstab" $CONF/fstab
		for how in start status "exec /bin/busybox true" stop; do
			# shellcheck disable=SC2086
			PATH=$path run limit 40 /usr/sbin/vserver trap $how
			! sprung || {
				rm -f /bite /ran
				worked "$how ran a program of the guest's"
			}
		done
	done
	PATH=$path run limit 20 vps
	! sprung || worked "vps"
done
refused "no program of the guest's is run"
