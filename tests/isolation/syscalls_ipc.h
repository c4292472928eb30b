/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * System V IPC, message queues, keys, and the names of the machine.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_IPC_H
#define TESTS_ISOLATION_SYSCALLS_IPC_H

#include <linux/keyctl.h>
#include <linux/mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/utsname.h>

#include "syscalls_victim.h"

/* of ipc(2): include/uapi/linux/ipc.h */
#ifndef IPC_64
#define IPC_64	0x0100
#endif
/* SHMCTL of linux/ipc.h, which does not go with sys/ipc.h */
#define CALL_SHMCTL	24

static int own_shm, own_sem, own_msg;

static struct message {
	long type;
	char text[16];
} message = { .type = 1 };

/* the number of an object that is not needed any more */
static inline long gone(long id, long call)
{
	if (id < 0)
		return -1;
	if (call == SYS_semctl)
		return syscall(call, id, 0, IPC_RMID);
	return syscall(call, id, IPC_RMID, NULL);
}

/* while those of others are tried there are none: numbers are the same again */
static inline void own_objects(void)
{
	own_shm = need(shmget(IPC_PRIVATE, 4096, 0600));
	own_sem = need(semget(IPC_PRIVATE, 1, 0600));
	own_msg = need(msgget(IPC_PRIVATE, 0600));
	need(msgsnd(own_msg, &message, 16, 0));
}

static inline void remove_objects(void)
{
	shmctl(own_shm, IPC_RMID, NULL);
	semctl(own_sem, 0, IPC_RMID);
	msgctl(own_msg, IPC_RMID, NULL);
}

static inline int shm(void)
{
	return owner == OWN ? own_shm : number_of("SHM");
}

static inline int sem(void)
{
	return owner == OWN ? own_sem : number_of("SEM");
}

static inline int msg(void)
{
	return owner == OWN ? own_msg : number_of("MSG");
}

static struct sembuf undone = { .sem_op = 1, .sem_flg = SEM_UNDO };

OWN_EXPR("shmget", gone(CALL(shmget, IPC_PRIVATE, 4096, 0600), SYS_shmctl));
OWN_EXPR("semget", gone(CALL(semget, IPC_PRIVATE, 1, 0600), SYS_semctl));
OWN_EXPR("msgget", gone(CALL(msgget, IPC_PRIVATE, 0600), SYS_msgctl));
OWN_EXPR("shmget:SHM_HUGETLB",
	 lacks(EINVAL, CALL(shmget, IPC_PRIVATE, 1L << 21, SHM_HUGETLB | 0600)));
ALL_EXPR("shmat", address(CALL(shmat, shm(), NULL, 0)));
OWN(shmdt, shmat(shm(), NULL, 0));
ALL(shmctl, shm(), IPC_STAT, buf);
ALL(semctl, sem(), 0, IPC_STAT, buf);
ALL(msgctl, msg(), IPC_STAT, buf);
ALL(msgsnd, msg(), &message, 16, IPC_NOWAIT);
/* a copy: the message stays */
ALL(msgrcv, msg(), buf, 16, 0L, MSG_COPY | IPC_NOWAIT);
#ifdef __x86_64__
ALL(semop, sem(), &undone, 1);
ALL(semtimedop, sem(), &undone, 1, NULL);
#else
ALL(semtimedop_time64, sem(), &undone, 1, NULL);
ALL(ipc, CALL_SHMCTL, shm(), IPC_STAT | IPC_64, 0, buf);
#endif

/* ---- message queues: the call takes the name without the slash ---- */

#ifdef __i386__
#define SEND	SYS_mq_timedsend_time64
#else
#define SEND	SYS_mq_timedsend
#endif

static struct mq_attr one = { .mq_maxmsg = 1, .mq_msgsize = 16 };

static inline const char *queue_name(void)
{
	return owner == OWN ? "isolation" : fact_of(owner, "MQ") + 1;
}

static inline int queue_flags(void)
{
	return owner == OWN ? O_CREAT | O_RDWR : O_RDONLY;
}

/* for the caller, with a message or without */
static inline int queue(bool full)
{
	int fd = need(CALL(mq_open, "isolation", O_CREAT | O_RDWR, 0600, &one));

	CALL(mq_unlink, "isolation");
	if (full)
		need(syscall(SEND, fd, "x", 1, 0, NULL));
	return fd;
}

static inline long unlink_queue(void)
{
	if (owner == OWN)
		need(CALL(mq_open, queue_name(), O_CREAT | O_RDWR, 0600, &one));
	return CALL(mq_unlink, queue_name());
}

ALL(mq_open, queue_name(), queue_flags(), 0600, &one);
ALL_EXPR("mq_unlink", unlink_queue());
OWN(mq_getsetattr, queue(false), NULL, buf);
OWN(mq_notify, queue(false), NULL);
OWN(mq_timedsend, queue(false), "x", 1, 0, NULL);
OWN(mq_timedreceive, queue(true), buf, 16, NULL, NULL);
#ifdef __i386__
OWN(mq_timedsend_time64, queue(false), "x", 1, 0, NULL);
OWN(mq_timedreceive_time64, queue(true), buf, 16, NULL, NULL);
#endif

/* ---- keys: a guest has none, what belongs to user 0 is the host's ---- */

static inline long key(void)
{
	if (owner == OWN)
		return KEY_SPEC_PROCESS_KEYRING;
	return strtol(fact_of(HOST, "KEY"), NULL, 0);
}

static inline const char *key_name(void)
{
	return owner == OWN ? "isolation" :
	       owner == OTHER ? fact_of(OTHER, "NAME") :
	       fact_of(HOST, "KEYNAME");
}

static inline int key_ring(void)
{
	static const int rings[] = {
		[OWN] = KEY_SPEC_PROCESS_KEYRING,
		[OTHER] = KEY_SPEC_USER_SESSION_KEYRING,
		[HOST] = KEY_SPEC_USER_KEYRING,
	};

	return rings[owner];
}

static inline long make_or_open_key(void)
{
	if (owner == OWN)
		return CALL(keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL);
	return CALL(keyctl, KEYCTL_SETPERM, key(), 0x3f3f3f3f);
}

ALL(add_key, "user", "isolation", "x", 1, key_ring());
ALL(request_key, "user", key_name(), NULL, 0);
ALL_EXPR("keyctl", make_or_open_key());
OWN_EXPR("keyctl:KEYCTL_CAPABILITIES",
	 CALL(keyctl, KEYCTL_CAPABILITIES, buf, sizeof(buf)));
OTHERS_EXPR("keyctl:KEYCTL_DESCRIBE",
	    CALL(keyctl, KEYCTL_DESCRIBE, key(), buf, sizeof(buf)));
OTHERS_EXPR("keyctl:KEYCTL_UPDATE",
	    CALL(keyctl, KEYCTL_UPDATE, key(), fact_of(HOST, "SECRET"), 16));
OTHERS_EXPR("keyctl:KEYCTL_REVOKE", CALL(keyctl, KEYCTL_REVOKE, key()));
ALL_EXPR("keyctl:KEYCTL_LINK",
	 CALL(keyctl, KEYCTL_LINK, key(), KEY_SPEC_PROCESS_KEYRING));
ALL_EXPR("keyctl:KEYCTL_READ", CALL(keyctl, KEYCTL_READ, key(), buf, 16));

/* ---- the names of the machine ---- */

static inline struct utsname *present(void)
{
	static struct utsname names;

	need(uname(&names));
	return &names;
}

OWN(uname, buf);
OWN(sethostname, present()->nodename, strlen(present()->nodename));
OWN(setdomainname, present()->domainname, strlen(present()->domainname));
#ifdef __i386__
OWN(olduname, buf);
OWN(oldolduname, buf);
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_IPC_H */
