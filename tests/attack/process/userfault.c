// SPDX-License-Identifier: GPL-2.0-only
// userfaultfd(2) stops the kernel in the middle of a system call, for as long
// as the attacker wants: what made races of the kernel certain (CVE-2016-6187).
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "attack.h"

/* a fault of the kernel, not of the program */
static void *fault(void *page)
{
	int zero = open("/dev/zero", O_RDONLY);

	if (zero < 0)
		zero = open("/proc/self/stat", O_RDONLY);
	return read(zero, page, 16) < 0 ? NULL : page;
}

int main(void)
{
	struct uffdio_api api = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC), dev;
	struct pollfd wait;
	pthread_t thread;
	void *page;

	if (fd < 0) {
		dev = open("/dev/userfaultfd", O_RDWR);
		fd = dev < 0 ? -1 : ioctl(dev, USERFAULTFD_IOC_NEW, O_CLOEXEC);
	}
	if (fd < 0)
		refused("userfaultfd");
	NEED(!ioctl(fd, UFFDIO_API, &api));
	page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	range.range.start = (uintptr_t)page;
	range.range.len = 4096;
	NEED(!ioctl(fd, UFFDIO_REGISTER, &range));
	NEED(!pthread_create(&thread, NULL, fault, page));
	wait = (struct pollfd){ .fd = fd, .events = POLLIN };
	if (poll(&wait, 1, 2000) == 1)
		worked("a system call stands still");
	harmless("userfaultfd");
}
