// SPDX-License-Identifier: GPL-2.0-only
// userfaultfd(2) stops the kernel in the middle of a copy for as long as the
// process likes, which is what exploits of races are made with.
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "attack.h"

static char *page;

static void *copy_from_page(void *arg)
{
	int pipes[2];

	(void)arg;
	NEED(!pipe(pipes));
	NEED(write(pipes[1], page, 16) == 16);
	return NULL;
}

static int open_uffd(void)
{
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC), dev;

	if (fd >= 0)
		return fd;
	dev = open("/dev/userfaultfd", O_RDWR);
	return dev < 0 ? -1 : ioctl(dev, USERFAULTFD_IOC_NEW, O_CLOEXEC);
}

int main(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	struct pollfd stopped = { .fd = open_uffd(), .events = POLLIN };
	struct uffdio_zeropage zero;
	pthread_t thread;

	if (stopped.fd < 0)
		refused("userfaultfd");
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	NEED(page != MAP_FAILED);
	range.range = (struct uffdio_range){ (uintptr_t)page, 4096 };
	NEED(!ioctl(stopped.fd, UFFDIO_API, &api));
	NEED(!ioctl(stopped.fd, UFFDIO_REGISTER, &range));
	NEED(!pthread_create(&thread, NULL, copy_from_page, NULL));
	if (poll(&stopped, 1, 5000) != 1)
		harmless("the kernel does not wait");
	zero = (struct uffdio_zeropage){ .range = range.range };
	NEED(!ioctl(stopped.fd, UFFDIO_ZEROPAGE, &zero));
	pthread_join(thread, NULL);
	worked("the kernel waited in the middle of a copy");
}
