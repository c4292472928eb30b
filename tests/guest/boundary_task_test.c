// SPDX-License-Identifier: GPL-2.0-only
/*
 * Processes and IPC objects of the host and of another guest, from a guest
 * that shares all namespaces and the root with both: it reaches none of them.
 * See boundary.h.
 */
#define _GNU_SOURCE
#include <linux/futex.h>
#include <linux/kcmp.h>
#include <linux/keyctl.h>
#include <mqueue.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>

#include "boundary.h"

#define SECRET		"the victim's"

/* a process and what it owns; one on the host, one in another guest */
struct victim {
	pid_t pid;
	int key, shm, sem, msg, secret;
	char mq[32], unix_name[32], pts[32], proc[32], locked[32];
	int pts_fd, proc_fd;
};

static struct victim *victims, *v;

/* ---- the victims ---- */

static long add_key(const char *name, int keyring)
{
	return syscall(SYS_add_key, "user", name, SECRET, sizeof(SECRET),
		       keyring);
}

static void own_ipc(struct victim *own)
{
	struct mq_attr attr = { .mq_maxmsg = 1, .mq_msgsize = 16 };
	struct {
		long type;
		char text[16];
	} message = { 1, SECRET };

	own->shm = shmget(own->key, 4096, IPC_CREAT | 0666);
	own->sem = semget(own->key, 1, IPC_CREAT | 0666);
	own->msg = msgget(own->key, IPC_CREAT | 0666);
	CHECK(own->shm >= 0 && own->sem >= 0 && own->msg >= 0);
	strcpy(shmat(own->shm, NULL, 0), SECRET);
	CHECK_EQ(semctl(own->sem, 0, SETVAL, 7), 0);
	CHECK_EQ(msgsnd(own->msg, &message, sizeof(SECRET), 0), 0);
	umask(0);
	CHECK(mq_open(own->mq, O_CREAT | O_RDWR, 0666, &attr) >= 0);
}

static void own_rest(struct victim *own, int nr)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), unlock = 0;

	strcpy(addr.sun_path + 1, own->unix_name);
	CHECK_EQ(bind(fd, (void *)&addr, sizeof(addr)), 0);
	CHECK_EQ(listen(fd, 1), 0);
	fd = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY);
	CHECK(fd >= 0);
	CHECK_EQ(ioctl(fd, TIOCSPTLCK, &unlock), 0);
	strcpy(own->pts, ptsname(fd));
	own->secret = add_key(own->unix_name, nr ? KEY_SPEC_SESSION_KEYRING :
						   KEY_SPEC_USER_KEYRING);
	CHECK(own->secret > 0);
	CHECK_EQ(syscall(SYS_keyctl, KEYCTL_SETPERM, own->secret, 0x3f3f3f3f),
		 0);
}

static void own_lock(const char *file)
{
	struct flock lock = { .l_type = F_WRLCK };

	CHECK_EQ(fcntl(open(file, O_CREAT | O_RDWR, 0666), F_SETLK, &lock), 0);
}

static void start_victim(struct victim *own, int nr)
{
	int ready[2];
	pid_t pid;
	char c;

	own->key = 0x5151 + nr;
	snprintf(own->mq, sizeof(own->mq), "/boundary%d", nr);
	snprintf(own->unix_name, sizeof(own->unix_name), "boundary%d", nr);
	snprintf(own->locked, sizeof(own->locked), "/tmp/locked%d", nr);
	CHECK_EQ(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		CHECK_EQ(setsid(), getpid());
		if (nr) {
			/* a session keyring of its own holds its key */
			CHECK_EQ(create(151, INIT_FLAGS), 151);
			CHECK(syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING,
				      NULL) > 0);
		}
		own_ipc(own);
		own_rest(own, nr);
		own_lock(own->locked);
		CHECK_EQ(write(ready[1], "x", 1), 1);
		for (;;)
			pause();
	}
	own->pid = pid;
	close(ready[1]);
	CHECK_EQ(read(ready[0], &c, 1), 1);
	snprintf(own->proc, sizeof(own->proc), "/proc/%d", own->pid);
	own->proc_fd = open(own->proc, O_RDONLY | O_DIRECTORY);
	own->pts_fd = open(own->pts, O_RDWR | O_NOCTTY);
	CHECK(own->proc_fd >= 0 && own->pts_fd >= 0);
}

/* ---- attempts on the process ---- */

static char space[256];
static struct iovec io = { space, 8 };

TRY(probe, kill(v->pid, 0))
TRY(end, kill(v->pid, SIGKILL))
TRY(end_group, kill(-v->pid, SIGKILL))
TRY(end_thread, syscall(SYS_tgkill, v->pid, v->pid, SIGKILL))
TRY(end_any_thread, syscall(SYS_tkill, v->pid, SIGKILL))
TRY(queue_signal, sigqueue(v->pid, SIGTERM, (union sigval){ 0 }))
TRY(get_pidfd, syscall(SYS_pidfd_open, v->pid, 0))
TRY(trace, ptrace(PTRACE_SEIZE, v->pid, 0, 0))
TRY(attach, ptrace(PTRACE_ATTACH, v->pid, 0, 0))
TRY(read_memory, process_vm_readv(v->pid, &io, 1, &io, 1, 0))
TRY(write_memory, process_vm_writev(v->pid, &io, 1, &io, 1, 0))
TRY(get_group, getpgid(v->pid))
TRY(get_session, getsid(v->pid))
TRY(get_nice, getpriority(PRIO_PROCESS, v->pid))
TRY(get_group_nice, getpriority(PRIO_PGRP, v->pid))
TRY(set_nice, setpriority(PRIO_PROCESS, v->pid, 5))
TRY(set_group_nice, setpriority(PRIO_PGRP, v->pid, 5))
TRY(get_scheduler, sched_getscheduler(v->pid))
TRY(set_scheduler, sched_setscheduler(v->pid, SCHED_BATCH,
				      &(struct sched_param){ 0 }))
TRY(get_attributes, syscall(SYS_sched_getattr, v->pid, space, 48, 0))
TRY(get_parameter, sched_getparam(v->pid, (void *)space))
TRY(get_interval, sched_rr_get_interval(v->pid, (void *)space))
TRY(get_affinity, sched_getaffinity(v->pid, sizeof(space), (void *)space))
TRY(set_affinity, sched_setaffinity(v->pid, 8, (void *)&(long){ 1 }))
TRY(get_io_priority, syscall(SYS_ioprio_get, 1, v->pid))
TRY(set_io_priority, syscall(SYS_ioprio_set, 1, v->pid, 2 << 13 | 7))
TRY(get_limit, prlimit(v->pid, RLIMIT_NOFILE, NULL, (void *)space))
TRY(set_limit, prlimit(v->pid, RLIMIT_CORE, &(struct rlimit){ 0, 0 }, NULL))
TRY(compare, syscall(SYS_kcmp, v->pid, getpid(), KCMP_FILE, 0, 0))
TRY(get_robust_list, syscall(SYS_get_robust_list, v->pid, space, space + 8))
TRY(get_capabilities, syscall(SYS_capget, ((uint32_t[]){ 0x20080522, v->pid }),
			      space))
TRY(own_file_for, fcntl(0, F_SETOWN, v->pid))
TRY(status, access(v->proc, F_OK))
TRY(open_process, open(v->proc, O_RDONLY | O_DIRECTORY))

static long call_cpu_clock(void)
{
	struct timespec ts;

	return clock_gettime((~v->pid << 3) | 2, &ts);
}

TRY(cpu_clock, call_cpu_clock())

/* a file of the process, by its name and by a descriptor of its directory */
static long open_of(const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/%s", v->proc, name);
	return open(path, O_RDONLY);
}

TRY(open_root, open_of("root"))
TRY(open_cwd, open_of("cwd"))
TRY(open_files, open_of("fd"))
TRY(open_memory, open_of("mem"))
TRY(open_environment, open_of("environ"))
TRY(open_mounts, open_of("ns/mnt"))
TRY(old_root, openat(v->proc_fd, "root", O_RDONLY))
TRY(old_memory, openat(v->proc_fd, "mem", O_RDONLY))
TRY(old_environment, openat(v->proc_fd, "environ", O_RDONLY))
TRY(old_score, openat(v->proc_fd, "oom_score_adj", O_WRONLY))
TRY(old_pidfd, syscall(SYS_pidfd_send_signal, v->proc_fd, SIGKILL, NULL, 0))

/* to speak with the number of another process */
static long call_pretend(void)
{
	char control[CMSG_SPACE(sizeof(struct ucred))] = { 0 };
	struct msghdr msg = { .msg_iov = &io, .msg_iovlen = 1,
			      .msg_control = control,
			      .msg_controllen = sizeof(control) };
	struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
	int pair[2];

	CHECK_EQ(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair), 0);
	head->cmsg_level = SOL_SOCKET;
	head->cmsg_type = SCM_CREDENTIALS;
	head->cmsg_len = CMSG_LEN(sizeof(struct ucred));
	*(struct ucred *)CMSG_DATA(head) = (struct ucred){ v->pid, 0, 0 };
	return sendmsg(pair[0], &msg, 0);
}

TRY(pretend, call_pretend())

/* ---- attempts on what the process owns ---- */

#define OP		((struct sembuf){ 0, 1, IPC_NOWAIT })
/* the slot of a number: what is above is counted up (ipc/util.h of the kernel) */
#define SLOT(id)	((id) & 0x7fff)

TRY(find_memory, shmget(v->key, 0, 0))
TRY(attach_memory, shmat(v->shm, NULL, 0))
TRY(stat_memory, shmctl(v->shm, IPC_STAT, (void *)space))
TRY(remove_memory, shmctl(v->shm, IPC_RMID, NULL))
TRY(lock_memory, shmctl(v->shm, SHM_LOCK, NULL))
TRY(find_semaphore, semget(v->key, 0, 0))
TRY(read_semaphore, semctl(v->sem, 0, GETVAL))
TRY(set_semaphore, semctl(v->sem, 0, SETVAL, 1))
TRY(use_semaphore, semop(v->sem, &OP, 1))
TRY(remove_semaphore, semctl(v->sem, 0, IPC_RMID))
TRY(slot_of_memory, shmctl(SLOT(v->shm), SHM_STAT, (void *)space))
TRY(any_memory, shmctl(SLOT(v->shm), SHM_STAT_ANY, (void *)space))
TRY(slot_of_semaphore, semctl(SLOT(v->sem), 0, SEM_STAT, (void *)space))
TRY(any_semaphore, semctl(SLOT(v->sem), 0, SEM_STAT_ANY, (void *)space))
TRY(slot_of_queue, msgctl(SLOT(v->msg), MSG_STAT, (void *)space))
TRY(any_queue, msgctl(SLOT(v->msg), MSG_STAT_ANY, (void *)space))
TRY(find_queue, msgget(v->key, 0))
TRY(receive_message, msgrcv(v->msg, space, 64, 0, IPC_NOWAIT))
TRY(peek_message, msgrcv(v->msg, space, 64, 0, IPC_NOWAIT | MSG_COPY))
TRY(send_message, msgsnd(v->msg, memset(space, 1, 16), 4, IPC_NOWAIT))
TRY(remove_queue, msgctl(v->msg, IPC_RMID, NULL))
TRY(open_mq, mq_open(v->mq, O_RDWR))
TRY(remove_mq, mq_unlink(v->mq))
TRY(read_key, syscall(SYS_keyctl, KEYCTL_READ, v->secret, space, 64))
TRY(describe_key, syscall(SYS_keyctl, KEYCTL_DESCRIBE, v->secret, space, 64))
TRY(revoke_key, syscall(SYS_keyctl, KEYCTL_REVOKE, v->secret))
TRY(update_key, syscall(SYS_keyctl, KEYCTL_UPDATE, v->secret, "x", 1))
TRY(link_key, syscall(SYS_keyctl, KEYCTL_LINK, v->secret,
		      KEY_SPEC_PROCESS_KEYRING))
TRY(make_key, add_key("own", KEY_SPEC_PROCESS_KEYRING))
TRY(plant_key, add_key("planted", KEY_SPEC_USER_KEYRING))
TRY(open_terminal, open(v->pts, O_RDWR | O_NOCTTY))
TRY(stat_terminal, stat(v->pts, (void *)space))
TRY(own_terminal, chown(v->pts, 1, 1))
TRY(type_on_terminal, ioctl(v->pts_fd, TIOCSTI, "x"))

static long call_connect_abstract(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	strcpy(addr.sun_path + 1, v->unix_name);
	return connect(fd, (void *)&addr, sizeof(addr));
}

TRY(connect_abstract, call_connect_abstract())

/* ENOENT: a listing does not have the text */
static long listed(const char *file, const char *text)
{
	bool found = strstr(boundary_text(file), text);

	errno = ENOENT;
	return found ? 0 : -1;
}

static long listed_number(const char *file, int number)
{
	char text[16];

	snprintf(text, sizeof(text), "%10d ", number);
	return listed(file, text);
}

/* the process that has a file locked */
static pid_t locker(const char *file)
{
	struct flock lock = { .l_type = F_WRLCK };

	CHECK_EQ(fcntl(open(file, O_RDWR), F_GETLK, &lock), 0);
	CHECK_EQ(lock.l_type, F_WRLCK);
	return lock.l_pid;
}

static long call_name_locker(void)
{
	errno = ESRCH;
	return locker(v->locked) == v->pid ? 0 : -1;
}

static long call_list_lock(void)
{
	char text[16];

	snprintf(text, sizeof(text), " %d ", v->pid);
	return listed("/proc/locks", text);
}

TRY(name_locker, call_name_locker())
TRY(list_lock, call_list_lock())
TRY(list_memory, listed_number("/proc/sysvipc/shm", v->shm))
TRY(list_semaphore, listed_number("/proc/sysvipc/sem", v->sem))
TRY(list_queue, listed_number("/proc/sysvipc/msg", v->msg))
TRY(list_key, listed("/proc/keys", v->unix_name))
TRY(list_socket, listed("/proc/net/unix", v->unix_name))

static const struct attempt attempts[] = {
	LINE(probe, ESRCH), LINE(get_pidfd, ESRCH), LINE(trace, ESRCH),
	LINE(attach, ESRCH), LINE(read_memory, ESRCH),
	LINE(write_memory, ESRCH), LINE(get_group, ESRCH),
	LINE(get_session, ESRCH), LINE(get_nice, ESRCH),
	LINE(get_group_nice, ESRCH), LINE(set_nice, ESRCH),
	LINE(set_group_nice, ESRCH), LINE(get_scheduler, ESRCH),
	LINE(set_scheduler, ESRCH), LINE(get_attributes, ESRCH),
	LINE(get_parameter, ESRCH), LINE(get_interval, ESRCH),
	LINE(get_affinity, ESRCH), LINE(set_affinity, ESRCH),
	LINE(get_io_priority, ESRCH), LINE(set_io_priority, ESRCH),
	LINE(get_limit, ESRCH), LINE(set_limit, ESRCH), LINE(compare, ESRCH),
	LINE(get_robust_list, ESRCH), LINE(get_capabilities, ESRCH),
	LINE(own_file_for, ESRCH), LINE(status, ENOENT),
	LINE(open_process, ENOENT), LINE(cpu_clock, EINVAL),
	LINE(open_root, ENOENT), LINE(open_cwd, ENOENT),
	LINE(open_files, ENOENT), LINE(open_memory, ENOENT),
	LINE(open_environment, ENOENT), LINE(open_mounts, ENOENT),
	LINE(old_root, EACCES), LINE(old_memory, EACCES),
	LINE(old_environment, EACCES), LINE(old_score, EACCES),
	LINE(pretend, EPERM),

	LINE(find_memory, ENOENT), LINE(attach_memory, EINVAL),
	LINE(stat_memory, EINVAL), LINE(lock_memory, EINVAL),
	LINE(find_semaphore, ENOENT), LINE(read_semaphore, EINVAL),
	LINE(set_semaphore, EINVAL), LINE(use_semaphore, EINVAL),
	LINE(find_queue, ENOENT), LINE(receive_message, EINVAL),
	LINE(peek_message, EINVAL), LINE(send_message, EINVAL),
	LINE(slot_of_memory, EINVAL), LINE(any_memory, EINVAL),
	LINE(slot_of_semaphore, EINVAL), LINE(any_semaphore, EINVAL),
	LINE(slot_of_queue, EINVAL), LINE(any_queue, EINVAL),
	LINE(open_mq, ENOENT), LINE(read_key, ENOKEY),
	LINE(describe_key, ENOKEY), LINE(update_key, ENOKEY),
	LINE(link_key, EPERM), LINE(make_key, EPERM),
	LINE(plant_key, ENOKEY), LINE(open_terminal, ENOENT),
	LINE(stat_terminal, ENOENT), LINE(own_terminal, ENOENT),
	LINE(type_on_terminal, EPERM), LINE(connect_abstract, ECONNREFUSED),
	LINE(list_memory, ENOENT), LINE(list_semaphore, ENOENT),
	LINE(list_queue, ENOENT), LINE(list_key, ENOENT),
	LINE(list_socket, ENOENT), LINE(name_locker, ESRCH),
	LINE(list_lock, ENOENT),

	/* the last ones, so that all of them succeed without a context */
	LINE(revoke_key, ENOKEY), LINE(remove_memory, EINVAL),
	LINE(remove_semaphore, EINVAL), LINE(remove_queue, EINVAL),
	LINE(remove_mq, ENOENT), LINE(end_group, ESRCH),
	LINE(end_thread, ESRCH), LINE(end_any_thread, ESRCH),
	LINE(queue_signal, ESRCH), LINE(old_pidfd, EPERM), LINE(end, ESRCH),
};

#define ATTEMPTS	((int)(sizeof(attempts) / sizeof(attempts[0])))

/* the keys are the ones of the victims, which are in the same namespace */
static void reach_own_ipc(void)
{
	int key = victims[0].key, id;

	id = shmget(key, 4096, IPC_CREAT | IPC_EXCL | 0600);
	CHECK(id >= 0);
	CHECK_EQ(shmget(key, 0, 0), id);
	CHECK_EQ(shmctl(id, IPC_RMID, NULL), 0);
	id = semget(key, 1, IPC_CREAT | IPC_EXCL | 0600);
	CHECK(id >= 0);
	CHECK_EQ(semget(key, 0, 0), id);
	CHECK_EQ(semctl(id, 0, IPC_RMID), 0);
	id = msgget(key, IPC_CREAT | IPC_EXCL | 0600);
	CHECK(id >= 0);
	CHECK_EQ(msgget(key, 0), id);
	CHECK_EQ(msgctl(id, IPC_RMID, NULL), 0);
}

/* what the guest makes itself it finds by its name */
static void reach_own(void)
{
	int fd = open("/dev/pts/ptmx", O_RDWR | O_NOCTTY), unlock = 0;

	CHECK_EQ(ioctl(fd, TIOCSPTLCK, &unlock), 0);
	CHECK(open(ptsname(fd), O_RDWR | O_NOCTTY) >= 0);
	CHECK(mq_open("/own", O_CREAT | O_RDWR, 0600, NULL) >= 0);
	CHECK(mq_open("/own", O_RDWR) >= 0);
	CHECK_EQ(mq_unlink("/own"), 0);
	if (!boundary_open)
		reach_own_ipc();
	own_lock("/tmp/locked");
	if (!fork())
		_exit(locker("/tmp/locked") != getppid());
	CHECK(wait(&fd) > 0 && !fd);
}

/* what reaches many at once succeeds and reaches the guest's own only */
static void guest(void)
{
	boundary_finish(150, SECURE_CCAPS);
	reach_own();
	signal(SIGUSR1, SIG_IGN);
	if (!boundary_open) {
		CHECK_EQ(kill(0, SIGUSR1), 0);
		CHECK(kill(-1, SIGTERM) < 0 && errno == ESRCH);
		CHECK_EQ(setpriority(PRIO_USER, 0, 3), 0);
		CHECK_EQ(syscall(SYS_ioprio_set, 3, 0, 2 << 13 | 7), 0);
	}
	for (v = victims; v < victims + 2; v++) {
		printf("# %s\n", v == victims ? "the host" : "another guest");
		boundary_run(attempts, ATTEMPTS);
	}
}

/* ---- without harm to them ---- */

static void check_victim(const struct victim *own)
{
	char *shm = shmat(own->shm, NULL, SHM_RDONLY);
	struct msqid_ds msg;

	boundary_report(!waitpid(own->pid, NULL, WNOHANG), "it lives");
	boundary_report(!getpriority(PRIO_PROCESS, own->pid) &&
			sched_getscheduler(own->pid) == SCHED_OTHER &&
			!syscall(SYS_ioprio_get, 1, own->pid),
			"its priorities are as they were");
	boundary_report(shm != (void *)-1 && !strcmp(shm, SECRET) &&
			semctl(own->sem, 0, GETVAL) == 7 &&
			!msgctl(own->msg, IPC_STAT, &msg) && msg.msg_qnum == 1,
			"its System V objects are as they were");
	boundary_report(mq_open(own->mq, O_RDWR) >= 0, "its queue is there");
}

/* objects outlive their context, and a shared memory keeps it allocated */
static void end_victim(const struct victim *own)
{
	kill(own->pid, SIGKILL);
	shmctl(own->shm, IPC_RMID, NULL);
	semctl(own->sem, 0, IPC_RMID);
	msgctl(own->msg, IPC_RMID, NULL);
	mq_unlink(own->mq);
}

#define HARM	4

int main(int argc, char **argv)
{
	int i;

	boundary_open = argc > 1 && !strcmp(argv[1], "open");
	printf("1..%d\n", 2 * (ATTEMPTS + HARM));
	fflush(stdout);
	victims = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(victims != MAP_FAILED);
	for (i = 0; i < 2; i++)
		start_victim(&victims[i], i);
	boundary_in_child(guest);
	boundary_nr = 2 * ATTEMPTS;
	for (i = 0; i < 2; i++) {
		check_victim(&victims[i]);
		end_victim(&victims[i]);
	}
	return boundary_failed ? 1 : 0;
}
