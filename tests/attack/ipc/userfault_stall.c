// SPDX-License-Identifier: GPL-2.0-only
// A page that userfaultfd handles stops the kernel in the middle of a copy for as
// long as the attacker likes: half of all exploits of races use it.
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "attack.h"

static char *page;
static int ends[2];
static volatile bool written;

static void *copy(void *arg)
{
	if (write(ends[1], page, 1) == 1)
		written = true;
	return arg;
}

int main(void)
{
	int fault = syscall(SYS_userfaultfd, O_CLOEXEC);
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	struct pollfd waits = { .fd = fault, .events = POLLIN };
	pthread_t thread;

	if (fault < 0)
		refused("userfaultfd");
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	NEED(page != MAP_FAILED && !pipe(ends));
	range.range.start = (unsigned long)page;
	range.range.len = 4096;
	if (ioctl(fault, UFFDIO_API, &api) ||
	    ioctl(fault, UFFDIO_REGISTER, &range))
		refused("UFFDIO_REGISTER");
	NEED(!pthread_create(&thread, NULL, copy, NULL));
	if (poll(&waits, 1, 5000) == 1 && !written)
		worked("the kernel waits in write for the attacker");
	harmless("no fault came");
}
