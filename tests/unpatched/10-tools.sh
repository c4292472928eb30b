#!/bin/bash
# vm: -v stock
# SPDX-License-Identifier: GPL-2.0-only
# On a kernel without Linux-VServer every tool says so in one sentence and
# fails as documented.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# status, program and arguments of each tool
says_so()
{
	local want=$1
	shift

	run "$@"
	status_is "$want"
	err_is_one_line
	err_has '^[a-z-]+: .* \(this kernel has no Linux-VServer: boot a patched one\)$'
	out_is ""
}

# what works without the kernel is not part of this; vspace --new is one
cases=(
	"255 vcontext --create --xid 100 -- true"
	"255 vcontext --migrate --xid 100 -- true"
	"255 ncontext --create --nid 100 -- true"
	"255 chcontext --xid 100 -- true"
	"255 chcontext -- true"
	"255 chbind --ip 127.0.0.1 -- true"
	"255 naddress --add --silent --nid 100 --ip 127.0.0.1"
	"1 vattribute --xid 100 --get"
	"1 vattribute --get"
	"1 nattribute --nid 100 --get"
	"255 vuname --xid 100"
	"255 vuname -s --xid 100 -t nodename=x"
	"255 vspace --enter 100 --uts -- true"
	"255 vspace --set --uts"
	"1 vkill -c 100"
	"1 vkill 1"
	"127 vwait 100"
	"1 setattr --iunlink /etc/passwd"
	"1 showattr /etc/passwd"
	"3 vprocunhide"
	"1 vdevmap --xid 0 --set --open --device /dev/null"
	"1 vserver-info - XID"
	"1 vserver-info - APIVER"
	"1 vserver-stat"
	"254 vps ax"
)

every_tool_says_so()
{
	local line bad=0

	for line in "${cases[@]}"; do
		# the words of a case have no blanks in them
		# shellcheck disable=SC2086
		if ! (says_so $line); then
			echo "# $line"
			bad=1
		fi
	done
	return $bad
}

# a tool that is installed and not in the list above is not forgotten
every_tool_is_tried()
{
	local path name tried=0

	for path in /usr/share/man/man8/*.8; do
		name=$(basename "$path" .8)
		[ -x "/usr/sbin/$name" ] || continue
		case $name in
		# the front end has tests of its own; this one needs no patch
		vserver|exec-cd) continue ;;
		esac
		printf '%s\n' "${cases[@]}" | grep -qE "^[0-9]+ $name( |\$)" ||
			fail "$name is not tried"
		tried=$((tried + 1))
	done
	[ "$tried" -ge 15 ] || fail "only $tried tools are installed"
}

help_works_everywhere()
{
	local line name

	for line in "${cases[@]}"; do
		name=$(cut -d' ' -f2 <<< "$line")
		[ "$name" != vps ] || continue
		run "$name" --help
		status_is 0
		out_has "^Usage: $name "
		run "$name" --version
		status_is 0
		out_has "^$name [0-9.]+ -- "
	done
}

new_spaces_need_no_patch()
{
	run vspace --new --uts -- sh -c 'hostname x; hostname'
	status_is 0
	out_is x
	run vserver-info - SYSINFO
	status_is 0
	out_has 'VS-API: \?\?\?$'
}

tap_main every_tool_says_so every_tool_is_tried help_works_everywhere \
	new_spaces_need_no_patch
