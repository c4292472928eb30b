// SPDX-License-Identifier: GPL-2.0-only
// A thread parts with the root directory of its process (CLONE_FS) and goes into
// a chroot; the descriptors stay common, and the others open the root for it.
#include <pthread.h>
#include <sched.h>

#include "chroot/climb.h"

static pthread_barrier_t inside, opened;
static int fd;

static void *thread(void *arg)
{
	if (unshare(CLONE_FS))
		refused("unshare");
	root_below();
	NEED(!chdir("/"));
	pthread_barrier_wait(&inside);
	pthread_barrier_wait(&opened);
	if (fchdir(fd))
		refused("fchdir");
	climb();
	return arg;
}

int main(void)
{
	pthread_t id;

	pthread_barrier_init(&inside, NULL, 2);
	pthread_barrier_init(&opened, NULL, 2);
	NEED(!pthread_create(&id, NULL, thread, NULL));
	pthread_barrier_wait(&inside);
	fd = open("/", O_RDONLY | O_DIRECTORY);
	NEED(fd >= 0);
	pthread_barrier_wait(&opened);
	pthread_join(id, NULL);
	return 2;
}
