// SPDX-License-Identifier: GPL-2.0-only
/*
 * libvserver: the system call, its version, and the contexts of processes.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vserver.h"

#ifndef __NR_vserver
#if defined(__x86_64__)
#define __NR_vserver	236
#elif defined(__i386__)
#define __NR_vserver	273
#else
#error "the system call has no number on this machine yet"
#endif
#endif

long vc_syscall(uint32_t cmd, uint32_t id, void *arg)
{
	return syscall(__NR_vserver, cmd, id, arg);
}

int vc_get_version(void)
{
	return vc_syscall(VCMD_get_version, 0, NULL);
}

int vc_get_vci(void)
{
	return vc_syscall(VCMD_get_vci, 0, NULL);
}

/*
 * A task in a context in setup may use the call on its own context only, so
 * it cannot ask which one that is; its status tells.
 */
static int own_id(const char *label)
{
	FILE *f = fopen("/proc/self/status", "re");
	char line[256];
	int id = -1;

	while (f && id < 0 && fgets(line, sizeof(line), f))
		if (!strncmp(line, label, strlen(label)) &&
		    sscanf(line + strlen(label), "%d", &id) != 1)
			id = -1;
	if (f)
		fclose(f);
	if (id < 0)
		errno = ENOSYS;
	return id;
}

static int get_task(uint32_t cmd, pid_t pid, const char *label)
{
	int id = vc_syscall(cmd, pid, NULL);

	return id < 0 && errno == ENOSYS && !pid ? own_id(label) : id;
}

int vc_get_task_xid(pid_t pid)
{
	return get_task(VCMD_task_xid, pid, "VxID:");
}

int vc_get_task_nid(pid_t pid)
{
	return get_task(VCMD_task_nid, pid, "NxID:");
}

int vc_get_task_tag(pid_t pid)
{
	return vc_syscall(VCMD_task_tag, pid, NULL);
}
