/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Calls on the machine as a whole, and those that the kernel does not have.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_MACHINE_H
#define TESTS_ISOLATION_SYSCALLS_MACHINE_H

#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/kexec.h>
#include <linux/reboot.h>
#include <linux/userfaultfd.h>
#include <sys/fanotify.h>
#include <sys/quota.h>
#include <sys/reboot.h>

#include "syscalls_numbers.h"
#include "syscalls_victim.h"
#include "vcmd.h"

/* /vservers of the VM */
#define DISK	"/dev/vdb"

HOSTS(acct, NULL);
HOSTS(delete_module, "dummy", O_NONBLOCK);
HOSTS(init_module, buf, 4096L, "");
HOSTS(finit_module, a_file(), "", 0);
HOSTS(ioperm, 0x80L, 1L, 1);
HOSTS(iopl, 3);
HOSTS(kexec_load, 0L, 0L, NULL, 0L);
#ifdef __x86_64__
HOSTS(kexec_file_load, -1, -1, 0L, NULL, KEXEC_FILE_UNLOAD);
#endif
HOSTS(swapon, DISK, 0);
HOSTS(swapoff, DISK);
/* SYSLOG_ACTION_READ_ALL of include/linux/syslog.h */
HOSTS(syslog, 3, buf, sizeof(buf));

OWN(reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, RB_DISABLE_CAD, NULL);

/* a session of the caller's, without a terminal */
OWN_EXPR("vhangup", need(setsid()) ? CALL(vhangup) : 0);

/* ---- programs and rings of the kernel ---- */

static union bpf_attr *bpf_of(void)
{
	static union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	if (owner == OWN) {
		attr.map_type = BPF_MAP_TYPE_ARRAY;
		attr.key_size = attr.value_size = 4;
		attr.max_entries = 1;
	}
	/* else by their numbers: programs of the other, maps of the host */
	return &attr;
}

static inline int bpf_command(void)
{
	return owner == OWN ? BPF_MAP_CREATE :
	       owner == OTHER ? BPF_PROG_GET_NEXT_ID : BPF_MAP_GET_NEXT_ID;
}

static struct io_uring_params ring;

ALL(bpf, bpf_command(), bpf_of(), sizeof(union bpf_attr));
OWN(io_uring_setup, 1, &ring);
OWN(userfaultfd, UFFD_USER_MODE_ONLY);
OWN(fanotify_init, FAN_CLASS_NOTIF, O_RDONLY);

/* without a device: of all file systems, of which each owner has one */
ALL(quotactl, QCMD(Q_SYNC, USRQUOTA), NULL, 0, NULL);
OWN(quotactl_fd, a_dir(), QCMD(Q_GETINFO, USRQUOTA), 0, buf);

/* ---- contexts: the numbers are those of tests/attack/lib.sh ---- */

static inline unsigned int xid(void)
{
	return owner == OWN ? 310 : owner == OTHER ? 320 : 0;
}

ALL(vserver, VX_INFO, xid(), buf);

/* ---- what is no more, or never was ---- */

OWN(_sysctl, buf);
OWN(afs_syscall, 0, 0, 0, 0, 0);
OWN(create_module, "isolation", 4096L);
OWN(get_kernel_syms, NULL);
OWN(getpmsg, a_pipe(0), NULL, NULL, NULL, NULL);
OWN(lookup_dcookie, WIDE(0), buf, 4096L);
OWN(nfsservctl, 0, NULL, NULL);
OWN(putpmsg, a_pipe(1), NULL, NULL, 0, 0);
OWN(query_module, NULL, 0, buf, 4096L, buf);
#ifdef __x86_64__
OWN(epoll_ctl_old, 0, 0, 0, 0);
OWN(epoll_wait_old, 0, 0, 0, 0);
OWN(get_thread_area, buf);
OWN(set_thread_area, buf);
OWN(security, 0, 0, 0);
OWN(tuxcall, 0, 0, 0);
OWN(uselib, ROOM "/file");
#else
OWN(bdflush, 0, 0);
OWN(break);
OWN(ftime, buf);
OWN(gtty, 0, buf);
OWN(idle);
OWN(lock);
OWN(mpx);
OWN(prof);
OWN(profil, buf, 4096, 0, 0);
OWN(stty, 0, buf);
OWN(ulimit, 1, 0);
OWN(vm86, 0, buf);
OWN(vm86old, buf);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_MACHINE_H */
