// SPDX-License-Identifier: GPL-2.0-only
// A mark of fanotify(7) on the whole file system: each event has a descriptor of
// what any process opened on it, below no root.
#include <sys/fanotify.h>

#include "attack.h"

static void open_as_other(void)
{
	pid_t pid = fork();

	if (!pid) {
		close(open("/etc", O_RDONLY));
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

int main(void)
{
	int fd = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK, O_RDONLY);
	struct fanotify_event_metadata event;

	if (fd < 0)
		fd = fanotify_init(FAN_CLASS_NOTIF | FAN_NONBLOCK |
				   FAN_REPORT_FID, 0);
	if (fd < 0)
		refused("fanotify_init");
	if (fanotify_mark(fd, FAN_MARK_ADD | FAN_MARK_FILESYSTEM,
			  FAN_OPEN | FAN_ONDIR, AT_FDCWD, "/"))
		refused("fanotify_mark");
	open_as_other();
	if (read(fd, &event, sizeof(event)) >= (ssize_t)sizeof(event) ||
	    errno == EINVAL)
		worked("what others open on the file system is told");
	refused("no event");
}
