# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What the scripts share; sourced, never run.  They read the variables.
# shellcheck disable=SC2034

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
BUILD=$TOP/build
LINE=6.12
STOCK=$BUILD/linux-$LINE-stock TREE=$BUILD/linux-$LINE
# mke2fs and debootstrap of a user with sudo
PATH=$PATH:/usr/sbin:/sbin
CACHE=${VSERVER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/linux-vserver}

# what is made once is made by one process; until the (sub)shell ends
lock_cache()
{
	mkdir -p "$CACHE"
	exec 9> "$CACHE/.lock"
	flock 9
}

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

say()
{
	echo "== $*"
}

# run a command as root, with sudo when we are not
as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# print the comment at the top of a script: its help
help_of()
{
	sed -n '3,/^$/s/^# \{0,1\}//p' "$1"
}
