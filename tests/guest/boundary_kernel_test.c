// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel as a whole and its devices, from a guest with namespaces and a
 * root of its own: nothing of the host is changed.  See boundary.h.
 */
#define _GNU_SOURCE
#include <linux/fs.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/swap.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <sys/xattr.h>
#include <time.h>

#include "boundary.h"

/* ---- files that command the kernel ---- */

#define TRY_OPEN(name, path, how)	TRY(name, open(path, how))
#define TRY_WRITE(name, path, text)	TRY(name, write_file(path, text))

TRY_WRITE(write_core_pattern, "/proc/sys/kernel/core_pattern", "x")
TRY_WRITE(write_modprobe, "/proc/sys/kernel/modprobe", "/x")
TRY_WRITE(write_vshelper, "/proc/sys/kernel/vshelper", "/x")
TRY_WRITE(write_drop_caches, "/proc/sys/vm/drop_caches", "1")
TRY_WRITE(write_ip_forward, "/proc/sys/net/ipv4/ip_forward", "1")
TRY_WRITE(write_sysrq, "/proc/sysrq-trigger", "h")
TRY_OPEN(read_kmsg, "/proc/kmsg", O_RDONLY)
TRY_WRITE(write_sysfs, "/sys/block/vda/queue/read_ahead_kb", "64")
TRY_WRITE(write_uevent, "/sys/block/vda/uevent", "change")
TRY_WRITE(write_cgroup, "/sys/fs/cgroup/cgroup.subtree_control", "-io")
TRY(make_cgroup, mkdir("/sys/fs/cgroup/guest", 0755))
TRY(chmod_sysfs, chmod("/sys/block/vda/queue/read_ahead_kb", 0666))
TRY_WRITE(stop_cpu, "/sys/devices/system/cpu/cpu1/online", "0")
TRY(chmod_cpu, chmod("/sys/devices/system/cpu/cpu1/online", 0666))
TRY(chown_cgroup, chown("/sys/fs/cgroup/cgroup.procs", 1000, 1000))
TRY(chmod_terminals, chmod("/dev/pts", 0777))
TRY(chmod_ptmx, chmod("/dev/pts/ptmx", 0))

/* ---- devices ---- */

TRY_OPEN(open_disk, "/dev/vda", O_RDONLY)
TRY_OPEN(write_disk, "/sys/../dev/vda", O_RDWR)
TRY_OPEN(open_log, "/dev/kmsg", O_WRONLY)
TRY_OPEN(open_console, "/dev/console", O_RDWR | O_NOCTTY)
TRY_OPEN(open_serial, "/dev/ttyS0", O_RDWR | O_NOCTTY)
TRY_OPEN(open_loop_control, "/dev/loop-control", O_RDWR)
TRY_OPEN(open_fuse, "/dev/fuse", O_RDWR)
TRY_OPEN(open_tun, "/dev/tun", O_RDWR)
TRY_OPEN(open_memory, "/dev/mem", O_RDWR)
TRY_OPEN(open_random, "/dev/hwrng", O_RDONLY)
TRY(make_block, mknod("/tmp/disk", S_IFBLK | 0600, makedev(254, 0)))
TRY(make_char, mknod("/tmp/kmem", S_IFCHR | 0600, makedev(1, 2)))

/* ---- commands to the kernel ---- */

static char nothing[64];

TRY(load_module, syscall(SYS_init_module, nothing, sizeof(nothing), ""))
TRY(load_module_file, syscall(SYS_finit_module, 0, "", 0))
TRY(unload_module, syscall(SYS_delete_module, "x", O_NONBLOCK))
TRY(load_program, syscall(SYS_bpf, 5, nothing, sizeof(nothing)))
TRY(make_map, syscall(SYS_bpf, 0, nothing, sizeof(nothing)))
TRY(measure, syscall(SYS_perf_event_open, nothing, 0, -1, -1, 0))
TRY(make_ring, syscall(SYS_io_uring_setup, 1, nothing))
TRY(watch_faults, syscall(SYS_userfaultfd, 0))
TRY(watch_files, syscall(SYS_fanotify_init, 4, O_RDONLY))
TRY(swap_to_disk, swapon("/dev/vda", 0))
TRY(read_log, klogctl(3, nothing, sizeof(nothing)))
TRY(clear_log, klogctl(5, NULL, 0))
TRY(silence_console, klogctl(6, NULL, 0))
TRY(read_quota, syscall(SYS_quotactl, 0x80000500, "/dev/vda", 0, nothing))

static long call_set_time(void)
{
	struct timeval now = { .tv_sec = 1 };

	return settimeofday(&now, NULL);
}

TRY(set_time, call_set_time())

static long call_set_clock(void)
{
	struct timespec now = { .tv_sec = 1 };

	return clock_settime(CLOCK_REALTIME, &now);
}

TRY(set_clock, call_set_clock())

static long call_set_timezone(void)
{
	struct timezone zone = { .tz_minuteswest = 60 };

	return settimeofday(NULL, &zone);
}

TRY(set_timezone, call_set_timezone())

static long call_tune_clock(void)
{
	struct timex tx = { .modes = ADJ_FREQUENCY, .freq = 1 << 16 };

	return adjtimex(&tx);
}

TRY(tune_clock, call_tune_clock())

static long call_tune_other_clock(void)
{
	struct timex tx = { .modes = ADJ_FREQUENCY, .freq = 1 << 16 };

	return clock_adjtime(CLOCK_REALTIME, &tx);
}

TRY(tune_other_clock, call_tune_other_clock())

/* no image at all: unload what a crash would start */
TRY(unload_kernel, syscall(SYS_kexec_load, 0, 0, NULL, 1 /* on crash */))
TRY(unload_kernel_file, syscall(SYS_kexec_file_load, -1, -1, 0, "",
				3 /* unload, on crash */))

/* ---- mounts and namespaces ---- */

TRY(mount_disk, mount("/dev/vda", "/tmp", "ext4", MS_RDONLY, NULL))
TRY(mount_proc, mount("proc", "/tmp", "proc", 0, NULL))
TRY(mount_memory, mount("tmp", "/tmp", "tmpfs", 0, NULL))
TRY(mount_debug, mount("debug", "/tmp", "debugfs", 0, NULL))
TRY(mount_again, mount("/dev", "/tmp", NULL, MS_BIND, NULL))
TRY(remount, mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL))
TRY(share_mounts, mount(NULL, "/", NULL, MS_SHARED, NULL))
TRY(move_mount_old, mount("/proc", "/tmp", NULL, MS_MOVE, NULL))
TRY(unmount, umount2("/proc", MNT_DETACH))
TRY(pivot, syscall(SYS_pivot_root, "/tmp", "/tmp"))
TRY(clone_tree, syscall(SYS_open_tree, AT_FDCWD, "/", 1 /* clone */))
TRY(open_type, syscall(SYS_fsopen, "tmpfs", 0))
TRY(pick_mount, syscall(SYS_fspick, AT_FDCWD, "/", 0))
TRY(set_mount, syscall(SYS_mount_setattr, AT_FDCWD, "/", 0,
		       ((uint64_t[]){ 1, 0, 0, 0 }), 32))
TRY(new_mounts, unshare(CLONE_NEWNS))
TRY(new_names, unshare(CLONE_NEWUTS))
TRY(new_ipc, unshare(CLONE_NEWIPC))
TRY(new_pids, unshare(CLONE_NEWPID))
TRY(new_net, unshare(CLONE_NEWNET))
TRY(new_cgroup, unshare(CLONE_NEWCGROUP))
TRY(new_time, unshare(0x80))
TRY(new_users, unshare(CLONE_NEWUSER))
TRY(clone_mounts, syscall(SYS_clone, CLONE_NEWNS | SIGCHLD, 0, 0, 0, 0))
TRY(clone_users, syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0))

/* the host's namespaces, opened before the guest was one */
static int host_ns[5];

TRY(enter_mounts, setns(host_ns[0], CLONE_NEWNS))
TRY(enter_names, setns(host_ns[1], CLONE_NEWUTS))
TRY(enter_ipc, setns(host_ns[2], CLONE_NEWIPC))
TRY(enter_pids, setns(host_ns[3], CLONE_NEWPID))
TRY(enter_net, setns(host_ns[4], CLONE_NEWNET))
TRY(enter_via_pidfd, setns(syscall(SYS_pidfd_open, getpid(), 0), CLONE_NEWNS))

/* ---- sockets ---- */

TRY(packet_socket, socket(AF_PACKET, SOCK_RAW, 0))
TRY(vm_socket, socket(AF_VSOCK, SOCK_STREAM, 0))
TRY(user_socket, socket(AF_NETLINK, SOCK_RAW, NETLINK_USERSOCK))
TRY(fib_socket, socket(AF_NETLINK, SOCK_RAW, NETLINK_FIB_LOOKUP))
TRY(raw_socket, socket(AF_INET, SOCK_RAW, IPPROTO_TCP))
TRY(raw_icmp_socket, socket(AF_INET, SOCK_RAW, IPPROTO_ICMP))
TRY(raw_ip_socket, socket(AF_INET, SOCK_RAW, IPPROTO_RAW))

static long call_raise_link(void)
{
	struct ifreq req = { .ifr_name = "lo", .ifr_flags = 0 };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	CHECK(fd >= 0);
	return ioctl(fd, SIOCSIFFLAGS, &req);
}

TRY(raise_link, call_raise_link())

static long call_mark_packets(void)
{
	int one = 1, fd = socket(AF_INET, SOCK_DGRAM, 0);

	CHECK(fd >= 0);
	return setsockopt(fd, SOL_SOCKET, SO_MARK, &one, sizeof(one));
}

TRY(mark_packets, call_mark_packets())

static long call_take_any_address(void)
{
	int one = 1, fd = socket(AF_INET, SOCK_DGRAM, 0);

	CHECK(fd >= 0);
	return setsockopt(fd, IPPROTO_IP, IP_TRANSPARENT, &one, sizeof(one));
}

TRY(take_any_address, call_take_any_address())

/* the answer of the kernel to a request over rtnetlink */
static long call_make_link(void)
{
	struct {
		struct nlmsghdr head;
		struct ifinfomsg info;
	} req = { { sizeof(req), RTM_DELLINK, NLM_F_REQUEST | NLM_F_ACK, 1, 0 },
		  { .ifi_index = 1 } };
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char rest[256];
	} answer;
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);

	CHECK(fd >= 0);
	CHECK_EQ(send(fd, &req, sizeof(req), 0), sizeof(req));
	CHECK(recv(fd, &answer, sizeof(answer), 0) > 0);
	errno = -answer.error.error;
	return errno ? -1 : 0;
}

TRY(make_link, call_make_link())

/* a message to the kernel over netlink; its first bytes say of which family */
static long ask(int protocol, int type, int flags, unsigned char family,
		unsigned char detail)
{
	struct {
		struct nlmsghdr head;
		unsigned char body[32];
	} req = { { sizeof(req), type, NLM_F_REQUEST | flags, 1, 0 },
		  { family, detail, [8] = 1 } };
	int fd = socket(AF_NETLINK, SOCK_RAW, protocol);

	CHECK(fd >= 0);
	return send(fd, &req, sizeof(req), 0);
}

#define DIAG_BY_FAMILY	20

TRY(list_neighbour_tables, ask(NETLINK_ROUTE, RTM_GETNEIGHTBL, NLM_F_DUMP,
			       AF_INET, 0))
TRY(find_neighbour, ask(NETLINK_ROUTE, RTM_GETNEIGH, 0, AF_INET, 0))
TRY(find_address, ask(NETLINK_ROUTE, RTM_GETADDR, 0, AF_INET6, 0))
TRY(find_unix_socket, ask(NETLINK_SOCK_DIAG, DIAG_BY_FAMILY, 0, AF_UNIX, 0))
TRY(end_socket, ask(NETLINK_SOCK_DIAG, 21 /* SOCK_DESTROY */, NLM_F_DUMP,
		    AF_INET, IPPROTO_TCP))
TRY(list_netlink, ask(NETLINK_SOCK_DIAG, DIAG_BY_FAMILY, NLM_F_DUMP,
		      AF_NETLINK, 255))
TRY(ask_generic, ask(NETLINK_GENERIC, 0x11 /* the first */, 0, 1, 1))

/* ---- rights ---- */

TRY(trust_xattr, setxattr("/tmp", "trusted.x", "y", 1, 0))
TRY(own_xattr, setxattr("/tmp", "security.vserver", "\0\0\0\0", 4, 0))
TRY(be_nice, setpriority(PRIO_PROCESS, 0, -5))
TRY(own_processor, sched_setscheduler(0, SCHED_FIFO,
				      &(struct sched_param){ 1 }))
TRY(own_disk, syscall(SYS_ioprio_set, 1, 0, 1 << 13))
TRY(raise_limit, setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 64, 1 << 20 }))

static long call_choose_pid(void)
{
	pid_t pid = 77;
	uint64_t args[11] = { [4] = SIGCHLD, [8] = (uintptr_t)&pid, [9] = 1 };

	return syscall(SYS_clone3, args, sizeof(args));
}

TRY(choose_pid, call_choose_pid())

/* ---- file systems as a whole ---- */

/* tmpfs has no project ids, and says so later */
static long call_set_project(void)
{
	struct fsxattr attr;
	int fd = open("/tmp", O_RDONLY);

	CHECK_EQ(ioctl(fd, FS_IOC_FSGETXATTR, &attr), 0);
	attr.fsx_projid++;
	return ioctl(fd, FS_IOC_FSSETXATTR, &attr);
}

TRY(set_project, call_set_project())

static long call_stat_device(void)
{
	struct stat st;
	char buf[64];

	CHECK_EQ(stat("/", &st), 0);
	return syscall(SYS_ustat, st.st_dev, buf);
}

TRY(stat_device, call_stat_device())

static const struct attempt attempts[] = {
	LINE(write_core_pattern, EACCES), LINE(write_modprobe, EACCES),
	LINE(write_vshelper, EACCES), LINE(write_drop_caches, EACCES),
	LINE(write_ip_forward, EACCES), LINE(write_sysrq, ENOENT),
	LINE(read_kmsg, ENOENT), LINE(write_sysfs, ENOENT),
	LINE(write_uevent, ENOENT), LINE(write_cgroup, EACCES),
	LINE(make_cgroup, EACCES), LINE(chmod_sysfs, ENOENT),
	LINE(stop_cpu, EACCES), LINE(chmod_cpu, EACCES),
	LINE(chown_cgroup, EACCES), LINE(chmod_terminals, EACCES),
	LINE(chmod_ptmx, EACCES),

	LINE(open_disk, EACCES), LINE(write_disk, EACCES),
	LINE(open_log, EACCES), LINE(open_console, EACCES),
	LINE(open_serial, EACCES), LINE(open_loop_control, EACCES),
	LINE(open_fuse, EACCES), LINE(open_tun, EACCES),
	LINE(open_random, EACCES), LINE(open_memory, EACCES),
	LINE(make_block, EPERM), LINE(make_char, EPERM),
	LINE(load_module, EPERM), LINE(load_module_file, EPERM),
	LINE(unload_module, EPERM), LINE(load_program, EPERM),
	LINE(make_map, EPERM), LINE(measure, EPERM), LINE(make_ring, EPERM),
	LINE(watch_faults, EPERM), LINE(watch_files, EPERM),
	LINE(swap_to_disk, EPERM),
	LINE(read_log, EPERM), LINE(clear_log, EPERM),
	LINE(silence_console, EPERM), LINE(read_quota, EPERM),
	LINE(set_time, EPERM), LINE(set_clock, EPERM),
	LINE(unload_kernel, EPERM), LINE(unload_kernel_file, EPERM),
	LINE(set_timezone, EPERM), LINE(tune_clock, EPERM),
	LINE(tune_other_clock, EPERM),

	LINE(new_users, EPERM), LINE(clone_users, EPERM),
	LINE(mount_disk, EPERM), LINE(mount_proc, EPERM),
	LINE(mount_memory, EPERM), LINE(mount_debug, EPERM),
	LINE(mount_again, EPERM), LINE(remount, EPERM),
	LINE(share_mounts, EPERM), LINE(move_mount_old, EPERM),
	LINE(unmount, EPERM), LINE(pivot, EPERM), LINE(clone_tree, EPERM),
	LINE(open_type, EPERM), LINE(pick_mount, EPERM),
	LINE(set_mount, EPERM), LINE(new_mounts, EPERM),
	LINE(new_names, EPERM), LINE(new_ipc, EPERM), LINE(new_pids, EPERM),
	LINE(new_net, EPERM), LINE(new_cgroup, EPERM), LINE(new_time, EPERM),
	LINE(clone_mounts, EPERM), LINE(enter_mounts, EPERM),
	LINE(enter_names, EPERM), LINE(enter_ipc, EPERM),
	LINE(enter_pids, EPERM), LINE(enter_net, EPERM),
	LINE(enter_via_pidfd, EPERM),

	LINE(packet_socket, EAFNOSUPPORT), LINE(vm_socket, EAFNOSUPPORT),
	LINE(user_socket, EPROTONOSUPPORT),
	LINE(fib_socket, EPROTONOSUPPORT), LINE(raw_socket, EPERM),
	LINE(raw_icmp_socket, EPERM), LINE(raw_ip_socket, EPERM),
	LINE(raise_link, EPERM), LINE(mark_packets, EPERM),
	LINE(take_any_address, EPERM), LINE(make_link, EPERM),
	LINE(list_neighbour_tables, EPERM), LINE(find_neighbour, EPERM),
	LINE(find_address, EPERM), LINE(find_unix_socket, EPERM),
	LINE(end_socket, EPERM), LINE(list_netlink, EPERM),
	LINE(ask_generic, EPERM),

	LINE(trust_xattr, EPERM), LINE(own_xattr, EPERM),
	LINE(be_nice, EACCES), LINE(own_processor, EPERM),
	LINE(own_disk, EPERM), LINE(raise_limit, EPERM),
	LINE(set_project, EINVAL),
	LINE(stat_device, EINVAL), LINE(choose_pid, EPERM),
};

#define ATTEMPTS	((int)(sizeof(attempts) / sizeof(attempts[0])))

/* what an administrator may have left in the guest's root */
static void make_devices(void)
{
	static const struct {
		const char *name;
		mode_t type;
		int major, minor;
	} devices[] = {
		{ "/dev/vda", S_IFBLK, 254, 0 },
		{ "/dev/mem", S_IFCHR, 1, 1 },
		{ "/dev/kmsg", S_IFCHR, 1, 11 },
		{ "/dev/ttyS0", S_IFCHR, 4, 64 },
		{ "/dev/console", S_IFCHR, 5, 1 },
		{ "/dev/hwrng", S_IFCHR, 10, 183 },
		{ "/dev/tun", S_IFCHR, 10, 200 },
		{ "/dev/fuse", S_IFCHR, 10, 229 },
		{ "/dev/loop-control", S_IFCHR, 10, 237 },
	};
	size_t i;

	for (i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		CHECK_EQ(mknod(devices[i].name, devices[i].type | 0666,
			       makedev(devices[i].major, devices[i].minor)), 0);
}

static void guest(void)
{
	boundary_pivot();
	make_devices();
	CHECK_EQ(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 1024, 1024 }), 0);
	boundary_finish(140, SECURE_CCAPS);
	boundary_run(attempts, ATTEMPTS);
}

/* ---- without harm to the host ---- */

static const char * const host_files[] = {
	"/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe",
	"/proc/sys/kernel/vshelper", "/proc/sys/kernel/printk",
	"/proc/sys/net/ipv4/ip_forward", "/sys/class/net/lo/flags",
	"/sys/block/vda/queue/read_ahead_kb",
	"/sys/fs/cgroup/cgroup.subtree_control",
};

#define HOST_FILES	((int)(sizeof(host_files) / sizeof(host_files[0])))

int main(int argc, char **argv)
{
	static const char * const ns[] = { "mnt", "uts", "ipc", "pid", "net" };
	char *before[HOST_FILES], name[32];
	time_t start = time(NULL);
	static char text[1 << 18];
	int i, log;

	boundary_open = argc > 1 && !strcmp(argv[1], "open");
	printf("1..%d\n", ATTEMPTS + HOST_FILES + 2);
	for (i = 0; i < 5; i++) {
		snprintf(name, sizeof(name), "/proc/self/ns/%s", ns[i]);
		host_ns[i] = open(name, O_RDONLY);
		CHECK(host_ns[i] >= 0);
	}
	for (i = 0; i < HOST_FILES; i++)
		before[i] = boundary_text(host_files[i]);
	log = klogctl(3, text, sizeof(text));
	fflush(stdout);

	if (!fork()) {
		CHECK_EQ(unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC |
				 CLONE_NEWPID), 0);
		boundary_in_child(guest);
		_exit(boundary_failed);
	}
	wait(&boundary_failed);
	boundary_nr = ATTEMPTS;
	for (i = 0; i < HOST_FILES; i++)
		boundary_report(!strcmp(before[i],
					boundary_text(host_files[i])),
				host_files[i]);
	boundary_report(time(NULL) - start < 120 && time(NULL) >= start,
			"the time of the host");
	boundary_report(klogctl(3, text, sizeof(text)) >= log, "the log of the host");
	return boundary_failed ? 1 : 0;
}
