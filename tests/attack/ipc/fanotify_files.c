// SPDX-License-Identifier: GPL-2.0-only
// An event of fanotify comes with a descriptor of the file that somebody opened,
// wherever it is in the file system that is watched.
#include <poll.h>
#include <sys/fanotify.h>

#include "borrow.h"

int main(void)
{
	struct fanotify_event_metadata event[64];
	int fd = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK, O_RDONLY);
	struct pollfd input = { .fd = fd, .events = POLLIN };
	long got, i;

	if (fd < 0)
		refused("fanotify_init");
	if (fanotify_mark(fd, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN,
			  AT_FDCWD, "/"))
		refused("fanotify_mark");
	/* the victim opens /secret */
	borrow('r');
	while (poll(&input, 1, 1000) == 1) {
		got = read(fd, event, sizeof(event));
		for (i = 0; i < got / (long)sizeof(event[0]); i++)
			if (event[i].fd >= 0 && has_secret(event[i].fd))
				worked("/secret comes with an event");
	}
	harmless("no event with /secret");
}
