// SPDX-License-Identifier: GPL-2.0-only
/*
 * The first process of a test VM, statically linked, from the initrd.
 *
 * It puts a tmpfs over the read-only root disk, adds the installed tools and
 * tests from /job of the initrd, runs /job/command there as root, ends what is
 * left, looks for leaked contexts and, on a debug kernel, for leaked memory, and
 * only then writes the verdict - the exit status - to the second serial port and
 * powers off.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

/* what the command leaves must be gone after this many tenths of a second */
#define LEAK_WAIT	100

/* of a debug kernel; what was allocated less than 5 seconds ago is no leak */
#define KMEMLEAK	"/sys/kernel/debug/kmemleak"
#define KMEMLEAK_AGE	6

static void die(const char *what)
{
	fprintf(stderr, "vm-init: %s: %s\n", what, strerror(errno));
	reboot(RB_POWER_OFF);
	exit(1);
}

static void step(const char *what)
{
	int fd = open("/dev/console", O_WRONLY);

	dprintf(fd, "vm-init: %s\n", what);
	close(fd);
}

static void mount_or_die(const char *from, const char *to, const char *type,
			 unsigned long flags, const char *options)
{
	mkdir(to, 0755);
	if (mount(from, to, type, flags, options))
		die(to);
}

/* root = overlay of the disk and a tmpfs, with the usual mounts */
static void make_root(void)
{
	int console;

	mount_or_die("dev", "/dev", "devtmpfs", 0, NULL);
	console = open("/dev/console", O_RDWR);
	dup2(console, 1);
	dup2(console, 2);
	mount_or_die("/dev/vda", "/disk", "ext4", MS_RDONLY, NULL);
	mount_or_die("top", "/top", "tmpfs", 0, NULL);
	mkdir("/top/upper", 0755);
	mkdir("/top/work", 0755);
	mount_or_die("root", "/root", "overlay", 0,
		     "lowerdir=/disk,upperdir=/top/upper,workdir=/top/work");
	mount_or_die("proc", "/root/proc", "proc", 0, NULL);
	mount_or_die("sys", "/root/sys", "sysfs", 0, NULL);
	mount_or_die("dev", "/root/dev", "devtmpfs", 0, NULL);
	mount_or_die("pts", "/root/dev/pts", "devpts", 0,
		     "gid=5,mode=620,ptmxmode=666");
	mount_or_die("shm", "/root/dev/shm", "tmpfs", 0, NULL);
	mount_or_die("mqueue", "/root/dev/mqueue", "mqueue", 0, NULL);
	mount_or_die("run", "/root/run", "tmpfs", 0, NULL);
	mount_or_die("tmp", "/root/tmp", "tmpfs", 0, NULL);
	mount_or_die("cgroup", "/root/sys/fs/cgroup", "cgroup2", 0, NULL);
	if (!access("/root/sys/kernel/debug", F_OK))
		mount_or_die("debug", "/root/sys/kernel/debug", "debugfs", 0,
			     NULL);
	mount_or_die("/job", "/root/job", NULL, MS_BIND, NULL);
	/* as an initramfs does: the root of the namespace, and not a chroot */
	if (chdir("/root") || mount(".", "/", NULL, MS_MOVE, NULL) ||
	    chroot(".") || chdir("/"))
		die("root");
}

static bool write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	bool good = fd >= 0 && write(fd, text, strlen(text)) >= 0;

	if (!good)
		fprintf(stderr, "vm-init: %s: %s\n", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return good;
}

/* the port that the runner reads as the output of the command */
static void open_output(bool interactive)
{
	const char *path = interactive ? "/dev/ttyS0" : "/dev/vport0p1";
	int fd, i;

	for (i = 0; i < 50; i++) {
		fd = open(path, O_RDWR);
		if (fd >= 0)
			break;
		usleep(100000);
	}
	if (fd < 0)
		die(path);
	if (!interactive) {
		int in = open("/dev/null", O_RDONLY);

		dup2(in, 0);
	} else {
		dup2(fd, 0);
	}
	dup2(fd, 1);
	dup2(fd, 2);
	if (fd > 2)
		close(fd);
}

static int run(const char *program, const char *arg, bool tty)
{
	int status;
	pid_t got, pid = fork();

	if (!pid) {
		setsid();
		if (tty)
			open_output(true);
		execl(program, program, arg, NULL);
		_exit(127);
	}
	/* orphans of the command as well */
	do {
		got = waitpid(-1, &status, 0);
	} while (got != pid && (got > 0 || errno == EINTR));
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}

/* contexts of one kind that are allocated; -1 on a kernel without them */
static int contexts_of(const char *status)
{
	FILE *f = fopen(status, "r");
	int total = -1;

	if (!f)
		return -1;
	if (fscanf(f, "#CTotal: %d", &total) != 1)
		total = -1;
	fclose(f);
	return total;
}

static int contexts(void)
{
	int vx = contexts_of("/proc/virtual/status");

	return vx > 0 ? vx : contexts_of("/proc/virtnet/status");
}

static void end_leftovers(void)
{
	int i;

	kill(-1, SIGTERM);
	usleep(100000);
	kill(-1, SIGKILL);
	for (i = 0; i < LEAK_WAIT && contexts() > 0; i++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		usleep(100000);
	}
}

/*
 * Memory of the kernel that nothing refers to any more goes to the console,
 * where the runner finds it.  The first scan takes the checksums, so only the
 * second one finds anything.
 */
static bool memory_leaked(void)
{
	int console, from;
	char buf[4096];
	ssize_t got;
	bool leaked = false;

	if (access(KMEMLEAK, F_OK))
		return false;
	if (!write_file(KMEMLEAK, "scan"))
		return true;
	sleep(KMEMLEAK_AGE);
	write_file(KMEMLEAK, "scan");
	console = open("/dev/console", O_WRONLY);
	from = open(KMEMLEAK, O_RDONLY);
	while ((got = read(from, buf, sizeof(buf))) > 0) {
		leaked = true;
		dprintf(console, "%.*s", (int)got, buf);
	}
	close(from);
	close(console);
	return leaked || got < 0;
}

static void power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
}

static bool have_arg(const char *word)
{
	char line[4096] = "";
	FILE *f = fopen("/proc/cmdline", "r");

	if (f && !fgets(line, sizeof(line), f))
		line[0] = '\0';
	if (f)
		fclose(f);
	return strstr(line, word);
}

int main(void)
{
	char verdict[64];
	bool interactive;
	int status;

	make_root();
	step("root");
	interactive = have_arg("vm.interactive");
	open_output(false);
	step("output");
	setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:"
	       "/sbin:/bin", 1);
	setenv("HOME", "/root", 1);
	setenv("TERM", "linux", 1);
	if (!access(KMEMLEAK, F_OK))
		setenv("TAP_SLOW", "1", 1);
	sethostname("vm", 2);
	write_file("/sys/fs/cgroup/cgroup.subtree_control",
		   "+cpu +memory +pids +io +cpuset");
	run("/bin/sh", "/job/setup", false);
	step("setup");
	status = interactive ? run("/bin/bash", NULL, true) :
			       run("/bin/bash", "/job/command", false);
	step("command");
	end_leftovers();
	if (contexts() > 0 && !getenv("VM_KEEP")) {
		printf("vm-init: %d leaked contexts\n", contexts());
		fflush(stdout);
		status = 99;
	}
	if (memory_leaked()) {
		printf("vm-init: leaked memory\n");
		fflush(stdout);
		status = 99;
	}
	snprintf(verdict, sizeof(verdict), "%d\n", status);
	write_file("/dev/vport0p2", verdict);
	power_off();
	return 0;
}
