#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# A mount point whose path goes by way of the links of a /proc that was mounted
# before: /p/self/root, /p/self/cwd and /p/1/root lead out of any chroot, as the
# process that mounts has the host's root.
# shellcheck source=tools/lib.sh
. "$(dirname "$0")/lib.sh"

hostile_guest trap $XID
mkdir -p $ROOT/p "$HOST/target"
settle
control_is test -e "/proc/self/root$HOST/canary"
before=$(sort /etc/vservers/trap/fstab)
for link in self/root self/cwd 1/root 1/cwd thread-self/root self/fd/0; do
	rm -f $ROOT/l
	ln -s "/p/$link$HOST" $ROOT/l
	for target in "/p/$link$HOST/target" /l/target "/p/$link"; do
		{
			echo "$before"
			echo "proc /p proc defaults"
			echo "evil $target tmpfs size=64k"
		} > $CONF/fstab
		run limit 40 vserver trap start < "$HOST"
		if [ "$status" = 0 ]; then
			run grep -c 'evil' "/proc/$(vserver-info trap \
				INITPID)/mountinfo"
		fi
		! grep -q ' evil ' /proc/self/mountinfo || worked "$target"
		unharmed "$target"
		limit 40 vserver trap stop > /dev/null 2>&1
	done
done
refused "links of /proc are no way for a mount point"
