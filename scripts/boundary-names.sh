# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
# What a kernel tree has of the interfaces that several of its parts guard: a
# function for each table of kernel-patch/boundary that no header is made of, to
# be run in the tree.  It prints lines "name file:line".  Sourced by
# check-boundary, never run.

SOURCES=(arch/x86 block crypto drivers fs init io_uring ipc kernel lib mm net
	security sound virt)
# where the commands are that a guest's descriptors take
IOCTLS=(drivers/char/random.c drivers/tty/{n_tty,pty,tty_io,tty_ioctl}.c
	drivers/tty/{tty_jobctrl,vt/vt_ioctl}.c fs/{eventpoll,ioctl,nsfs,pidfs}.c
	fs/{pipe,timerfd,userfaultfd,notify/inotify/inotify_user}.c
	fs/{btrfs,ext4}/ioctl.c fs/{f2fs,fat}/file.c fs/xfs/xfs_ioctl.c
	fs/proc/task_mmu.c
	kernel/seccomp.c net/bridge/br_ioctl.c net/core/dev_ioctl.c net/socket.c
	net/ipv4/{af_inet,arp,devinet,tcp,udp}.c net/unix/af_unix.c)

# a call is its name and the ABI, 64 or i386; those of x32 have a rule
syscalls()
{
	awk '!/^#/ && NF && $2 != "x32" {
		print $3 "/" ($2 == "i386" ? "i386" : "64"), FILENAME ":" FNR
	}' arch/x86/entry/syscalls/syscall_{64,32}.tbl
}

ioctls()
{
	local name='TC[A-Z0-9]+|TIO[A-Z0-9]+|FI[A-Z]+|SIOC[A-Z0-9_]+'

	name+='|[A-Z0-9]+_(IOC|IOC32|IOCTL)_[A-Z0-9_]+|IOC_[A-Z_]+|UFFDIO_[A-Z]+'
	name+='|PAGEMAP_SCAN|PROCMAP_QUERY'
	name+='|NS_(GET|MNT)_[A-Z_]+|PIDFD_GET_[A-Z_]+|EPIOC[A-Z]+|RND[A-Z]+'
	name+='|(KD|KIOC|VT_|GIO_|PIO_)[A-Z]+'
	# not every kernel has every file
	{ grep -HnoE "(case |EA_IOCTL\(|_IOC_NR\()($name)\b" "${IOCTLS[@]}" \
		2> /dev/null || true; } | sed -E 's/^([^:]+:[0-9]+):.*[ (](\w+)$/\2 \1/' |
		grep -vE '^(TC[A-Z]*FLUSH|TC[IO]O(FF|N)|BTRFS_IOCTL_.*|\w+_32) '
}

# by the last part of the path; the name of a macro may be on the next line
sysctl()
{
	# the program is awk's
	# shellcheck disable=SC2016
	grep -rlE --include='*.[ch]' '\.procname|_SYSCTL[A-Z_]*\(|UCOUNT_ENTRY' \
		"${SOURCES[@]}" | grep -v '/tests\?/\|-test\.c' | xargs awk '
	/\.procname[ \t]*=[ \t]*"[^"]/ { on = 1 }
	/^[ \t]*(DEVINET_SYSCTL|NEIGH_SYSCTL|UCOUNT_ENTRY)[A-Z_]*\(/ { on = 1 }
	on && match($0, /"[^"%]+"/) {
		print substr($0, RSTART + 1, RLENGTH - 2), FILENAME ":" FNR
		on = 0
	}'
}

# entries of /proc/<pid> and the directories in it
pid()
{
	awk '/^static const struct pid_entry/ {
		on = 1
		dir = /attr_dir/ ? "attr/" : ""
	}
	/^};/ { on = 0 }
	on && match($0, /^[ \t]*(ATTR\([A-Z_]+,[ \t]*|[A-Z]+\()"[^"]+"/) {
		split(substr($0, RSTART, RLENGTH), part, "\"")
		print dir part[2], FILENAME ":" FNR
	}' fs/proc/base.c
	grep -rn --include='*.c' -A2 'struct proc_ns_operations .*= {' \
		fs ipc kernel net |
		sed -nE 's,^(.*)-([0-9]+)-.*\.name.*"(.*)".*,ns/\3 \1:\2,p'
}

# device numbers that are fixed
nodes()
{
	grep -HnoE '^#define[[:space:]]+\w+_(MAJOR|MINOR)[0-9]*\b' \
		include/uapi/linux/major.h include/linux/miscdevice.h |
		sed -E 's/^([^:]+:[0-9]+):.*[[:space:]](\w+)$/\2 \1/'
}

# messages to the kernel over rtnetlink
rtnetlink()
{
	grep -HnoE '^[[:space:]]*RTM_(NEW|DEL|GET|SET)[A-Z]+' \
		include/uapi/linux/rtnetlink.h |
		sed -E 's/^([^:]+:[0-9]+):[[:space:]]*(\w+)$/\2 \1/'
}

# families of generic netlink, by the name that they have there
genl()
{
	grep -rnE --include='*.c' -A12 'struct genl_family \w+ .*\{$' \
		"${SOURCES[@]}" |
	sed -nE 's/^(.*)-([0-9]+)-\s*\.name\s*=\s*"?([^", ]+)"?,.*/\3 \1:\2/p' |
	awk 'NR == FNR { gsub(/"/, "", $3); string[$2] = $3; next }
	{ print $1 in string ? string[$1] : $1, $NF }' \
		<(grep -rhE --include='*.h' '^#define[[:space:]]+\w+[[:space:]]+"' \
			include drivers net fs) -
}
