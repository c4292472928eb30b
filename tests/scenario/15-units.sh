#!/bin/bash
# vm: -m 2048 -d 2048 -s GUEST -t 900
# SPDX-License-Identifier: GPL-2.0-only
# What stock units of systemd ask for, in a Debian guest: sandboxes work, or
# systemd leaves them out as in any container; and the guest's own mounts.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# a setting, and what holds inside of the unit that has it
sandboxes()
{
	cat <<-'END'
	PrivateTmp=yes			test ! -e /tmp/marker
	ProtectSystem=strict		! touch /etc/marker
	ProtectSystem=full		! touch /usr/marker
	ProtectHome=yes			test ! -e /root/marker
	ProtectHome=tmpfs		test ! -e /root/marker
	PrivateDevices=yes		test -c /dev/null && echo > /dev/null
	DynamicUser=yes			test $(id -u) -ge 61184 && ! touch /etc/marker
	PrivateMounts=yes		mount -t tmpfs none /mnt && umount /mnt
	PrivateIPC=yes			test -d /dev/mqueue
	PrivateNetwork=yes		true
	ProtectKernelTunables=yes	! echo x > /proc/sys/kernel/core_pattern
	ProtectKernelModules=yes	true
	ProtectKernelLogs=yes		true
	ProtectControlGroups=yes	! mkdir /sys/fs/cgroup/marker
	ProtectClock=yes		! date -s @1
	ProtectHostname=yes		! hostname marker
	ProtectProc=invisible		test -d /proc/self
	ProcSubset=pid			test -d /proc/self
	RestrictNamespaces=yes		! unshare -m true
	RestrictRealtime=yes		! chrt -f 1 true
	RestrictSUIDSGID=yes		! chmod u+s /bin/mount
	RestrictAddressFamilies=AF_UNIX	! nc -z 127.0.0.1 80
	LockPersonality=yes		! setarch i686 true
	MemoryDenyWriteExecute=yes	grep -q '^Seccomp:.2$' /proc/self/status
	NoNewPrivileges=yes		grep -q '^NoNewPrivs:.1$' /proc/self/status
	SystemCallFilter=~@chown	! chown 1 /tmp
	SystemCallArchitectures=native	true
	CapabilityBoundingSet=CAP_CHOWN	! mount -t tmpfs none /mnt
	ReadOnlyPaths=/var		! touch /var/marker
	InaccessiblePaths=/root		test ! -e /root/marker
	TemporaryFileSystem=/srv	test ! -e /srv/marker
	BindReadOnlyPaths=/root:/mnt	test -e /mnt/marker && ! touch /mnt/x
	StateDirectory=marker		test -d /var/lib/marker
	RuntimeDirectory=marker		test -d /run/marker
	MemoryMax=64M			true
	TasksMax=16			true
	CPUQuota=50%			true
	IOWeight=50			true
	DevicePolicy=closed		echo > /dev/null
	KeyringMode=private		true
	OOMScoreAdjust=500		grep -qx 500 /proc/self/oom_score_adj
	Nice=5				test $(nice) = 5
	END
}

start()
{
	debian_guest web1 1
	vserver web1 start
	fully_up web1
	vserver web1 exec sh -c '
		touch /tmp/marker /root/marker /srv/marker'
}

# systemd says which of them it left out; a namespace that fails ends in 226
units_have_their_sandbox()
{
	local setting inside bad=0

	sandboxes > /tmp/sandboxes
	while read -r setting inside; do
		run vserver web1 exec systemd-run --wait --pipe --quiet \
			--collect -p "$setting" sh -c "$inside" < /dev/null
		[ "$status" = 0 ] && continue
		echo "# $setting: $status ($inside): $out $err"
		bad=1
	done < /tmp/sandboxes
	[ "$bad" = 0 ] || fail "some units failed"
}

all_at_once()
{
	run vserver web1 exec systemd-run --wait --pipe --quiet --collect \
		-p PrivateTmp=yes -p ProtectSystem=strict -p ProtectHome=yes \
		-p PrivateDevices=yes -p DynamicUser=yes \
		-p ProtectControlGroups=yes -p ProtectKernelTunables=yes \
		sh -c 'test ! -e /tmp/marker && ! touch /etc/marker'
	status_is 0
}

no_unit_has_failed()
{
	run vserver web1 exec systemctl --failed --plain --no-legend
	out_is ""
}

# what the guest mounts, and in which way it cannot
guest_has_its_own_mounts()
{
	run vserver web1 exec unshare --mount --propagation private sh -ec '
		mount -t tmpfs none /mnt
		mkdir /mnt/root /mnt/tmp
		mount --bind / /mnt/root
		umount -l /mnt/root
		mount --rbind /usr /mnt/tmp
		umount -R /mnt/tmp
		mount -t tmpfs none /mnt/root
		mkdir /mnt/root/old /mnt/root/bin
		mount --rbind / /mnt/root/old
		cd /mnt/root
		pivot_root . old
		test -d /old/mnt && test ! -e /etc/passwd
		/old/bin/umount -f /old/sys 2>&1 && exit 9
		exit 0'
	status_is 0
}

mounts_go_neither_way()
{
	mount -t tmpfs host /vservers/web1/srv
	touch /vservers/web1/srv/of-the-host
	run vserver web1 exec test -e /srv/of-the-host
	status_is 1
	umount /vservers/web1/srv
	vserver web1 exec mount -t tmpfs guest /srv
	! grep -q ' /vservers/web1/srv ' /proc/self/mounts ||
		fail "the host has the guest's mount"
	run vserver web1 exec sh -c "grep -c 'shared:\|master:' \
		/proc/1/mountinfo | head -1"
	vserver web1 exec umount /srv
}

# a user of the host finds no set-uid program that root of a guest made
host_users_run_nothing_of_a_guest()
{
	vserver web1 exec sh -c 'cp /bin/sh /tmp/rootsh && chmod 4755 /tmp/rootsh'
	[ -u /vservers/web1/tmp/rootsh ]
	run setpriv --reuid 1000 --regid 1000 --clear-groups \
		sh -c '/vservers/web1/tmp/rootsh -p -c "id -u"'
	status_is 126
	[ -z "$out" ] || fail "ran as $out"
}

groups_of_a_guest_are_bounded()
{
	run cat /sys/fs/cgroup/vserver/web1/cgroup.max.descendants
	out_is 1000
	run vserver web1 exec sh -c \
		'echo max > /sys/fs/cgroup/cgroup.max.descendants'
	[ "$status" != 0 ] || fail "the guest raised it"
}

guest_knows_what_it_is()
{
	run vserver web1 exec grep -x "VxID: [1-9][0-9]*" /proc/self/status
	out_is "VxID: $(cat /etc/vservers/web1/context)"
}

stop()
{
	run vserver web1 stop
	status_is 0
	all_gone web1 "$(cat /etc/vservers/web1/context)" 1
}

host_up
tap_main start units_have_their_sandbox all_at_once no_unit_has_failed \
	guest_has_its_own_mounts mounts_go_neither_way \
	host_users_run_nothing_of_a_guest groups_of_a_guest_are_bounded \
	guest_knows_what_it_is stop
