// SPDX-License-Identifier: GPL-2.0-only
// A descriptor that is received by the system call of 32-bit programs: its
// messages have another layout, and a function of their own in the kernel.
// Victims: host other
#include <stdint.h>
#include <sys/mman.h>

#include "borrow.h"

#define NR_RECVMSG_32	372

struct message_32 {
	uint32_t name, name_length, iov, iov_length;
	uint32_t control, control_length, flags;
	uint32_t base, length;
	uint32_t header[16];
	char text[8];
};

int main(void)
{
	struct message_32 *m = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
				    MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT,
				    -1, 0);
	int from = lender();
	long ret;

	NEED(m != MAP_FAILED);
	m->iov = (uintptr_t)&m->base;
	m->iov_length = 1;
	m->base = (uintptr_t)m->text;
	m->length = 1;
	m->control = (uintptr_t)m->header;
	m->control_length = sizeof(m->header);
	NEED(write(from, "d", 1) == 1);
	asm volatile("int $0x80" : "=a"(ret) :
		     "a"(NR_RECVMSG_32), "b"(from), "c"(m), "d"(0) :
		     "memory", "r8", "r9", "r10", "r11");
	NEED(ret == 1 && m->text[0] == 'y');
	/* length, level, type, and then the descriptor */
	if (m->control_length < 16)
		harmless("recvmsg of 32 bits: no descriptor");
	if (file_has_secret(m->header[3]))
		worked("/secret is read below the directory");
	refused("openat");
}
