#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# What is told of guests, contexts and the kernel: vserver-info, vserver-stat
# and vps.

set -euo pipefail
# shellcheck source=lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

conf=/etc/vservers/alpha

# a guest as `vserver start' leaves it, but without a root of its own
prepare()
{
	mkdir -p "$conf/apps/init" /vservers/alpha
	ln -sfn /vservers/alpha "$conf/vdir"
	echo 700 > "$conf/context"
	echo 700 > "$conf/run"
	echo "First Guest" > "$conf/name"
}

start()
{
	vspace --new --default -- vcontext --create --silent --xid 700 \
		--disconnect -- vspace --set --default -- \
		vuname -s --xid self -t "context=$conf" -t nodename=alpha-host \
		-t release=a-long-release-name -- \
		vattribute --set --flag fakeinit -- \
		vcontext --migrate-self --endsetup --initpid -- sleep 60
	wait_until vserver-info -q 700 INITPID
}

stop()
{
	vkill -s KILL -c 700
	wait_until sh -c '! test -d /proc/virtual/700'
}

# one value: vserver-info arguments = value
value()
{
	local want=$1
	shift

	run vserver-info "$@"
	status_is 0
	out_is "$want"
}

no_value()
{
	run vserver-info "$@"
	status_is 1
	out_is ""
}

stopped_guests_are_known()
{
	value 700 alpha CONTEXT
	no_value alpha CONTEXT 0
	no_value alpha RUNNING
	value "$conf" alpha CFGDIR
	value "$conf" "$conf" CFGDIR
	value "$conf/vdir" alpha VDIR
	value /vservers/alpha alpha VDIR 1
	value "First Guest" alpha NAME
	value "$conf/apps/init" alpha APPDIR init
	no_value alpha APPDIR none
	no_value nobody CONTEXT
}

running_guests_are_known()
{
	local init

	start
	value 700 alpha CONTEXT 0
	value 1 alpha RUNNING
	value 1 700 RUNNING
	value "$conf" 700 ID
	value "First Guest" 700 NAME
	value alpha-host alpha UTS nodename
	value a-long-release-name 700 UTS release
	run vserver-info 700 UTS
	out_has "^$conf Linux alpha-host .* \$"
	init=$(vserver-info alpha INITPID)
	[ "$(cat "/proc/$init/comm")" = sleep ] || fail "wrong init $init"
	value "$init" "$init" INITPID_PID
	value 700 "$init" XID
	value 0 "$init" NID
	value 0 "$init" TAG
	stop
}

processes_are_known()
{
	value 0 - XID
	value 0 0 XID
	no_value 4194000 XID
	run chbind --silent --nid 701 --ip 127.0.0.4 -- vserver-info - NID
	out_is 701
}

kernel_is_known()
{
	value 0x00020308 - APIVER
	for f in vnet SPACES vwait memcg namespace persistent; do
		value "" - FEATURE "$f"
	done
	for f in pidspace dynamic vstat; do
		no_value - FEATURE "$f"
	done
	no_value - FEATURE nonsense
	err_has "'nonsense' is unknown"
	value "" - VERIFYCAP
	value "" - VERIFYPROC
}

sysinfo_is_aligned()
{
	run vserver-info - SYSINFO
	status_is 0
	out_has '^Versions:$'
	out_has "^ {19}Kernel: $(uname -r)\$"
	out_has '^ {19}VS-API: 0x00020308$'
	out_has '^ {22}VCI: 0x0000000[0-9a-f]{9}$'
	out_has '^ {13}util-vserver: [0-9.]+; .*, [0-9:]{8}$'
	run vserver-info
	status_is 0
	out_has '^Versions:$'
	err_has '^Try '
}

types_of_ids_are_known()
{
	value main 0 XIDTYPE
	value watch 1 XIDTYPE
	value static 42 XIDTYPE
	value static 60000 XIDTYPE
	value invalid 65536 XIDTYPE
	value static 42 XIDTYPE dynamic static
	run vserver-info 42 XIDTYPE dynamic
	status_is 1
	value fooBar1 foo.Bar-1 CANONIFY
	no_value 42 PXID
}

tags_are_listed()
{
	run vserver-info -l
	status_is 0
	out_has '^Valid tags are: CONTEXT, ID, RUNNING, .*, XIDTYPE$'
	run vserver-info - NONSENSE
	status_is 1
	err_has "'NONSENSE' is no tag"
	run vserver-info -q - APIVER
	status_is 0
	out_is ""
}

stat_has_its_layout()
{
	local row

	start
	run vserver-stat
	status_is 0
	[ "$(head -1 <<< "$out")" = \
		"CTX   PROC    VSZ    RSS  userTIME   sysTIME    UPTIME NAME" ] ||
		fail "header"
	out_has '^0    .{5}.{7}.{7}.{10}.{10}.{10} root server$'
	row=$(grep '^700 ' <<< "$out")
	[ "${row:0:10}" = "700      1" ] || fail "processes: $row"
	[ "${row:54}" = " First Guest" ] || fail "name: $row"
	grep -qE '^ *[0-9]+m[0-9]{2}s[0-9]{2}$' <<< "${row:44:10}" ||
		fail "uptime: $row"
	grep -qE '^ *[0-9.]+[ KMGT]$' <<< "${row:10:7}" || fail "vsz: $row"
	[ "$(sed 1d <<< "$out" | sort -n)" = "$(sed 1d <<< "$out")" ] ||
		fail "order"
	run vserver-stat -O rss
	status_is 0
	run vserver-stat --nonsense
	status_is 1
	run vserver-stat word
	status_is 1
	stop
}

stat_shows_contexts_without_processes()
{
	vcontext --create --silent --xid 702 -- \
		vattribute --set --flag persistent -- true
	run vserver-stat
	out_has '^702      0     0      0 '
	vattribute --xid 702 --flag '~persistent'
}

vps_names_contexts()
{
	start
	run vps -e -o pid,args
	status_is 0
	[ "$(head -1 <<< "$out" | sed 's/^ *//')" = \
		"PID CONTEXT             COMMAND" ] || fail "header"
	out_has '^ *1     0 MAIN          /'
	out_has '^ *[0-9]+   700 First Guest   sleep 60$'
	out_has '^ *[0-9]+     1 ALL_PROC      ps -e -o pid,args'
	run vps ax
	out_has ' 700 First Guest   .*sleep 60$'
	run vps -e -o args
	status_is 254
	err_has 'no column PID'
	run vps --nonsense
	status_is 1
	stop
}

prepare
tap_main stopped_guests_are_known running_guests_are_known \
	processes_are_known kernel_is_known sysinfo_is_aligned \
	types_of_ids_are_known tags_are_listed stat_has_its_layout \
	stat_shows_contexts_without_processes vps_names_contexts
