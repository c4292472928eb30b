#!/bin/bash
# vm: -m 1024 -d 256 -t 600
# SPDX-License-Identifier: GPL-2.0-only
# A sandbox in a guest: bubblewrap, run by an ordinary user, needs user
# namespaces, which the admin gives the guest or does not.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

root=/vservers/box conf=/etc/vservers/box

make_guest()
{
	local lib

	vserver box build -m skeleton --context 45 --hostname box \
		--interface dummy0:192.0.2.45/24 --initstyle plain
	mkdir -p $root/{bin,sbin,tmp,home}
	cp /bin/busybox /usr/bin/bwrap $root/bin/
	chroot $root /bin/busybox --install -s /bin
	for lib in $(ldd /usr/bin/bwrap | grep -o '/[^ ]*'); do
		mkdir -p "$root/${lib%/*}"
		cp -L "$lib" "$root/$lib"
	done
	minimal_init $root
}

# a shell in a sandbox that has everything of its own
in_sandbox()
{
	run vserver box suexec 1000 /bin/bwrap --unshare-all --ro-bind / / \
		--proc /proc --dev /dev --tmpfs /tmp --hostname sandbox \
		/bin/sh -c "$1"
}

refused_without_the_mask()
{
	vserver box start
	in_sandbox true
	[ $status != 0 ] || fail "there is one"
	err_has 'No permissions|not permitted'
	vserver box stop
}

works_with_the_mask()
{
	echo newuser > $conf/umask
	vserver box start
	# words of the shell inside
	# shellcheck disable=SC2016
	in_sandbox 'hostname; id -u; set -- /proc/[0-9]*; [ $# -le 4 ] && echo few; touch /tmp/x'
	status_is 0
	out_is "sandbox
1000
few"
	run vserver box exec hostname
	out_is box
}

# what is refused in the guest is refused in a sandbox of its
it_widens_nothing()
{
	in_sandbox 'mount -t ext4 /dev/vdb /tmp'
	[ $status != 0 ] || fail "mounted"
	in_sandbox 'mknod /tmp/disk b 254 0'
	[ $status != 0 ] || fail "made"
	in_sandbox 'echo x > /proc/sys/kernel/core_pattern'
	[ $status != 0 ] || fail "written"
	in_sandbox 'ls /sys/devices'
	out_is system
	in_sandbox 'cat /proc/kallsyms'
	[ $status != 0 ] || fail "read"
	# every capability of the user namespace, and the guest's own files
	run vserver box suexec 1000 /bin/bwrap --unshare-all --cap-add ALL \
		--uid 0 --gid 0 --bind / / --proc /proc \
		/bin/sh -c 'grep CapEff /proc/self/status
			mknod /tmp/disk b 254 16 && echo made
			chown 5 /bin/busybox && echo owned
			echo x > /proc/sys/kernel/core_pattern && echo written
			mount -o remount,rw /proc && echo x > /proc/sysrq-trigger
			hostname inner && hostname'
	out_is "CapEff:	$(grep -o '[0-9a-f]*$' <<< "$(grep CapBnd /proc/self/status)")
inner"
	run vserver box exec hostname
	out_is box
	vserver box stop
	all_gone box 45 45
}

host_up
tap_main make_guest refused_without_the_mask works_with_the_mask \
	it_widens_nothing
