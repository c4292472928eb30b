#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
# The checkers of scripts/ find what they are for: a defect at a time is put
# into a copy of the sources.

set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/../../scripts/lib.sh"
# shellcheck source=tests/patch/tap.sh
. "$(dirname "$0")/tap.sh"

UAPI=include/uapi/linux/vserver
HOOK=include/linux/vserver
OWN=kernel-patch/files
HOOKS=kernel-patch/patches/common

copy_sources()
{
	(cd "$TOP" && cp -r include kernel-patch scripts tests util-vserver \
		Kconfig.vserver "$tmp")
	cd "$tmp"
}

# CHECK says TEXT now, and did not before: DEFECT is a command
finds()
{
	local check=$1 text=$2 before after status=0

	shift 2
	before=$("scripts/check-$check" 2>&1 | grep -cF -- "$text" || true)
	"$@"
	"scripts/check-$check" > "$tmp/after" 2>&1 || status=$?
	after=$(grep -cF -- "$text" "$tmp/after" || true)
	echo "check-$check: $text: $before before, $after after: $*"
	[ "$after" -gt "$before" ]
	[ $status = 1 ]
}

add()
{
	echo "$2" >> "$1"
}

layers_of_the_abi()
{
	copy_sources
	finds layers 'not for a uapi header' \
		add $UAPI/virt.h '#include <linux/sched.h>'
	finds layers '__KERNEL__' add $UAPI/virt.h '#ifdef __KERNEL__'
	finds layers 'header of that name' cp $HOOK/task.h $HOOK/space.h
}

layers_of_the_kernel()
{
	copy_sources
	finds layers 'includes linux/vserver/*.h only' sed -i \
		's,^+#include <linux/vserver/.*,+#include "vserver/internal.h",' \
		$HOOKS/110-*.patch
	finds layers 'with uapi/' add $OWN/kernel/vserver/cap.c \
		'#include <linux/vserver/context.h>'
	finds layers 'outside kernel/vserver' add $OWN/fs/proc/vserver.c \
		'#include "../../kernel/vserver/internal.h"'
	finds layers 'only arithmetic' add $OWN/kernel/vserver/addrset.c \
		'static int bad(void) { return current->pid; }'
}

layers_of_user_space()
{
	copy_sources
	finds layers 'header of the kernel' add util-vserver/lib/list.c \
		'#include <linux/vserver/task.h>'
	finds layers 'its own headers' add util-vserver/lib/list.c \
		'#include "msg.h"'
	finds layers 'makes the system call' add util-vserver/common/msg.c \
		'int bad(void) { return syscall(236, 0, 0, 0); }'
	finds layers 'none of our headers' add tests/guest/context_test.c \
		'#include <linux/vserver/context.h>'
}

series_and_headers()
{
	copy_sources
	finds series 'not in the series' cp $HOOKS/110-*.patch $HOOKS/111-a-b.patch
	finds series 'no Shrink: field' sed -i /^Shrink:/d $HOOKS/110-*.patch
	finds series 'is not in Files:' sed -i '/^ kernel.pid.c/d' \
		$HOOKS/110-*.patch
	finds series 'vserver_next_pid is not in Hook:' sed -i \
		's/^Hook: .*/Hook: vserver_find_pid/' $HOOKS/110-*.patch
	finds series 'not in the order' sed -i \
		'/^common.100/{h;d};/^common.130/G' kernel-patch/patches/series-*
	finds series 'does not exist' rm $HOOKS/130-*.patch
}

series_adds_little()
{
	copy_sources
	finds series 'lines added at one site' sed -i \
		's/^+#include.*/&\n+\n+\n+/' $HOOKS/140-*.patch
	finds series '#ifdef in a host file' sed -i \
		's/^+#include.*/&\n+# ifdef CONFIG_VSERVER/' $HOOKS/110-*.patch
	finds series 'message in a host file' sed -i \
		's/^+#include.*/&\n+\tpr_info("x");/' $HOOKS/110-*.patch
}

tables_are_complete()
{
	copy_sources
	finds tables 'VCMD_new has no row' add $UAPI/virt.h \
		'#define VCMD_new VC_CMD(VHOST, 9, 0)'
	finds tables 'no test of VCMD_other (0x02080000)' add $UAPI/virt.h \
		'#define VCMD_other VC_CMD(VHOST, 8, 0)'
	finds tables 'VXF_NEW has no name' add $UAPI/context.h \
		'#define VXF_NEW (1ULL << 60)'
	finds tables 'VXF_UNTOLD is not in' add $UAPI/context.h \
		'#define VXF_UNTOLD (1ULL << 61)'
	finds tables 'is two commands' add $UAPI/virt.h \
		'#define VCMD_twin VC_CMD(VHOST, 1, 0)'
	finds tables 'E5 has no row' sed -i '/^E5 /d' tests/weak-points
	finds tables 'no such_test in' sed -i '/^A1 /s/loopback_is_private/such_test/' \
		tests/weak-points
	finds tables 'gone is no command' sed -i 's/ROW(vx_info,/ROW(gone,/' \
		$OWN/kernel/vserver/syscall.c
}

# a kernel that has one more of each kind than the tables know
unknown_interfaces()
{
	local table name status=0

	copy_sources
	cat > unknown <<-'END'
	families AF_KCM
	filesystems ramfs
	genl NCSI
	ioctls TIOCSTI
	netlink NETLINK_CRYPTO
	proc kallsyms
	rtnetlink RTM_NEWQDISC
	syscalls kcmp/64
	sysctl core_pattern
	END
	while read -r table name; do
		sed -i "/^${name%/*}[[:space:]]/d" "kernel-patch/boundary/$table.tbl"
	done < unknown
	scripts/check-boundary "$STOCK" > after 2>&1 || status=$?
	cat after
	[ $status = 1 ]
	while read -r table name; do
		grep -q ": $name is not in .*/$table.tbl$" after
	done < unknown
}

# what WARN() and lockdep print, at the level at which they do
# on the kernel that every run of the tests has built
vm_hears_warnings()
{
	local status=0

	VM_DIR=$tmp/vm "$TOP/scripts/vm" run -v stock -t 60 -- true < /dev/null
	VM_DIR=$tmp/vm "$TOP/scripts/vm" run -v stock -t 60 -- \
		'echo "<4>WARNING: CPU: 0 PID: 1 at a test" > /dev/kmsg' \
		< /dev/null || status=$?
	[ $status = 99 ]
}

tap_run layers_of_the_abi layers_of_the_kernel layers_of_user_space \
	series_and_headers series_adds_little tables_are_complete \
	unknown_interfaces vm_hears_warnings
