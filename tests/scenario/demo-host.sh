# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# The host of the demo in the VM; sourced.  The disk that is kept has the
# guests' roots and their configuration.

demo_up()
{
	blkid -t TYPE=ext4 /dev/vdb > /dev/null || mke2fs -q -t ext4 /dev/vdb
	mkdir -p /vservers /etc/vservers
	mount /dev/vdb /vservers
	mkdir -p /vservers/.etc
	mount --bind /vservers/.etc /etc/vservers
	ip link add dummy0 type dummy 2> /dev/null || true
	ip link set dummy0 up
	echo /usr/lib/util-vserver/vshelper > /proc/sys/kernel/vshelper
}

# say a command, then run it
show()
{
	echo
	echo "# $*"
	"$@"
}

demo_build()
{
	local args

	[ ! -e /etc/vservers/web1 ] || {
		echo "(web1 is there from the last time: not built again)"
		return 0
	}
	read -ra args < /host/debootstrap.args
	show vserver web1 build -m debootstrap --hostname web1 \
		--interface dummy0:192.0.2.1/24 -- -d bookworm -- \
		"${args[@]}" --unpack-tarball=/host/debootstrap.tgz
}

# systemd in the guest has started everything, and the service listens
demo_wait()
{
	local i state

	for ((i = 0; i < 240; i++)); do
		state=$(vserver web1 exec systemctl is-system-running \
			2> /dev/null || true)
		case $state in
		running|degraded)
			! nc -z 192.0.2.1 80 || break ;;
		esac
		sleep 1
	done
}
