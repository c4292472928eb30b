// SPDX-License-Identifier: GPL-2.0-only
/*
 * exe_writer SECONDS: opens the program of every process but those of its own
 * file, and writes to it as soon as nobody executes it any more.  How many it
 * got hold of, and how many it wrote to, is written to /opened and /overwritten.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MOST	200

static int held[MOST], count;
static struct stat own;

static void hold(const char *pid)
{
	char path[64];
	struct stat st;
	int fd, i;

	snprintf(path, sizeof(path), "/proc/%.12s/exe", pid);
	fd = open(path, O_RDONLY);
	if (fd < 0)
		return;
	if (fstat(fd, &st) || count == MOST || st.st_dev == own.st_dev) {
		close(fd);
		return;
	}
	for (i = 0; i < count; i++) {
		struct stat other;

		if (!fstat(held[i], &other) && other.st_ino == st.st_ino &&
		    other.st_dev == st.st_dev) {
			close(fd);
			return;
		}
	}
	held[count++] = fd;
}

static void overwrite(void)
{
	char path[64];
	int i, fd;

	for (i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "/proc/self/fd/%d", held[i]);
		fd = open(path, O_WRONLY);
		if (fd < 0)
			continue;
		if (write(fd, "taken", 5) == 5)
			close(creat("/overwritten", 0600));
		close(fd);
	}
}

int main(int argc, char **argv)
{
	time_t end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 0);
	struct dirent *e;
	DIR *proc;

	if (stat("/bin/busybox", &own))
		return 2;
	while (time(NULL) < end) {
		proc = opendir("/proc");
		while (proc && (e = readdir(proc)))
			if (*e->d_name >= '1' && *e->d_name <= '9')
				hold(e->d_name);
		if (!proc)
			return 2;
		closedir(proc);
		if (count)
			close(creat("/opened", 0600));
		overwrite();
	}
	return 0;
}
