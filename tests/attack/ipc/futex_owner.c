// SPDX-License-Identifier: GPL-2.0-only
// FUTEX_LOCK_PI takes the owner of a lock from memory that the caller wrote: it
// tells which numbers are threads, and gives those the caller's priority.
// Victims: host other
#include <linux/futex.h>
#include <sys/mman.h>
#include <time.h>

#include "attack.h"

int main(void)
{
	unsigned int *word = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
				  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct timespec end;

	NEED(word != MAP_FAILED);
	NEED(!clock_gettime(CLOCK_REALTIME, &end));
	end.tv_sec++;
	*word = fact_number("PID") | FUTEX_WAITERS;
	syscall(SYS_futex, word, FUTEX_LOCK_PI, 0, &end, NULL, 0);
	if (errno == ETIMEDOUT)
		worked("the victim is the owner of the lock");
	refused("FUTEX_LOCK_PI");
}
