#!/bin/bash
# vm: -m 1024 -d 512 -t 300
# SPDX-License-Identifier: GPL-2.0-only
# Two trees that share files by copy-on-write hard links.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=scenario/host.sh
. "$(dirname "$0")/../lib/host.sh"

# a guest of busybox with a file to share
minimal_guest()
{
	vserver "$1" build -m skeleton --hostname "$1" --initstyle plain
	mkdir -p "/vservers/$1"/{bin,sbin,usr/share,tmp}
	cp /bin/busybox "/vservers/$1/bin/"
	ln -s busybox "/vservers/$1/bin/sh"
	minimal_init "/vservers/$1"
	# nothing in it has files of cgroups or sysfs to look at
	printf 'proc /proc proc defaults 0 0\n' > "/etc/vservers/$1/fstab"
}

one=/vservers/one/usr/share two=/vservers/two/usr/share
files="write truncate append chmod chown touch unlink rename"

two_guests_share_files()
{
	local f

	minimal_guest one
	minimal_guest two
	for f in $files; do
		echo "shared $f" > "$one/$f"
		setattr --iunlink "$one/$f"
		ln "$one/$f" "$two/$f"
		run showattr "$two/$f"
		out_has 'UI'
	done
	vserver one start
	vserver two start
}

# a command in guest two on a file, and what must hold of guest one's
after()
{
	local f=$1 inode
	shift

	inode=$(stat -c %i "$one/$f")
	run vserver two exec /bin/busybox "$@"
	status_is 0
	[ "$(stat -c %i "$one/$f")" = "$inode" ] || fail "inode of one's $f"
	[ "$(cat "$one/$f")" = "shared $f" ] || fail "content of one's $f"
	[ "$(stat -c %a:%u "$one/$f")" = 644:0 ] || fail "mode of one's $f"
	[ ! -e "$two/$f" ] || [ "$(stat -c %i "$two/$f")" != "$inode" ] ||
		fail "$f is still shared"
}

write_breaks_the_link()
{
	after write sh -c 'echo changed > /usr/share/write'
	[ "$(cat $two/write)" = changed ] || fail "content of two's"
	after append sh -c 'echo more >> /usr/share/append'
	[ "$(cat $two/append)" = "shared append
more" ] || fail "content of two's"
	after truncate truncate -s 3 /usr/share/truncate
	[ "$(cat $two/truncate)" = sha ] || fail "content of two's"
}

metadata_breaks_the_link()
{
	after chmod chmod 600 /usr/share/chmod
	[ "$(stat -c %a $two/chmod)" = 600 ] || fail "mode of two's"
	after chown chown 33 /usr/share/chown
	[ "$(stat -c %u $two/chown)" = 33 ] || fail "owner of two's"
	after touch touch -d '2001-01-01 00:00' /usr/share/touch
}

names_can_go()
{
	after unlink rm -f /usr/share/unlink
	[ ! -e $two/unlink ] || fail "unlink did nothing"
	after rename mv /usr/share/rename /usr/share/renamed
	# another name is no change of the file: it stays shared
	[ $two/renamed -ef $one/rename ] || fail "a copy was made"
}

the_disk_is_clean()
{
	vserver one stop
	vserver two stop
	umount /vservers
	run e2fsck -fn /dev/vdb
	status_is 0
}

host_up
tap_main two_guests_share_files write_breaks_the_link \
	metadata_breaks_the_link names_can_go the_disk_is_clean
