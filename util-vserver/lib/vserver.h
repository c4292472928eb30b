/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libvserver: the system call of Linux-VServer, and the names of its flags.
 *
 * Public.  Functions that talk to the kernel return what the call returns, or
 * -1 with errno set as the kernel documents it; a kernel without Linux-VServer
 * gives ENOSYS.  None of them keeps state; all are safe in threads.
 */
#ifndef VSERVER_H
#define VSERVER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <linux/vserver/context.h>
#include <linux/vserver/inode.h>
#include <linux/vserver/network.h>
#include <linux/vserver/space.h>
#include <linux/vserver/virt.h>
#include <linux/vserver/vserver.h>

/* ---- the system call: syscall.c ---- */

/**
 * vc_syscall - one call of vserver(2)
 * @cmd: VCMD_*
 * @id: what the command acts on
 * @arg: its argument, NULL if it has none
 */
long vc_syscall(uint32_t cmd, uint32_t id, void *arg);

/* version of the kernel's ABI, and its features (VCI_*) */
int vc_get_version(void);
int vc_get_vci(void);

/* the contexts of a process; pid 0 is the caller */
int vc_get_task_xid(pid_t pid);
int vc_get_task_nid(pid_t pid);

/* a process context is made, with the caller in it; or entered (VXM_*) */
int vc_ctx_create(uint32_t xid, uint64_t flags);
int vc_ctx_migrate(uint32_t xid, uint64_t how);
int vc_ctx_kill(uint32_t xid, pid_t pid, int sig);
int vc_wait_exit(uint32_t xid, struct vcmd_wait_exit_v0 *result);

/**
 * struct vc_word - a word of flags to read or to change
 * @value: the flags
 * @mask: those that are known (read) or change (set)
 */
struct vc_word {
	uint64_t value;
	uint64_t mask;
};

/* the words that contexts have */
enum vc_word_id {
	VC_CFLAGS,
	VC_CCAPS,
	VC_BCAPS,
	VC_UMASK,
	VC_NFLAGS,
	VC_NCAPS,
	VC_WORDS,
};

int vc_get_word(enum vc_word_id which, uint32_t id, struct vc_word *word);
int vc_set_word(enum vc_word_id which, uint32_t id,
		const struct vc_word *word);

/* names of a context: VHIN_*; @name has room for VHI_NAME_LEN bytes */
int vc_get_vhi_name(uint32_t xid, int field, char *name);
int vc_set_vhi_name(uint32_t xid, int field, const char *name);

/* namespaces: CLONE_* */
int vc_set_space(uint32_t xid, uint64_t mask, uint32_t index);
int vc_enter_space(uint32_t xid, uint64_t mask, uint32_t index);

/* a network context is made, with the caller in it; or entered */
int vc_net_create(uint32_t nid, uint64_t flags);
int vc_net_migrate(uint32_t nid);

/* ---- names: names.c ---- */

/**
 * struct vc_name - a name of a flag
 * @name: lower case, without prefix; of several names of one value the first
 *	is printed
 * @value: one bit, or a combination that is printed when it is the whole value
 */
struct vc_name {
	const char *name;
	uint64_t value;
};

/**
 * struct vc_names - the names of one word
 * @what: for messages: "flag", "bcap" ...
 * @title: of a listing
 * @prefix: stripped from what is read, NULL for none
 * @upper: printed in upper case
 * @names: ends with a NULL name
 */
struct vc_names {
	const char *what;
	const char *title;
	const char *prefix;
	int upper;
	const struct vc_name *names;
};

extern const struct vc_names vc_names[VC_WORDS];

/* ---- lists: list.c ---- */

/**
 * vc_parse_list - read a comma separated list of names
 * @text: the list; "~x" clears, "^N" is a bit number, numbers are masks
 * @names: what may be named
 * @word: @value and @mask are added to; later elements win
 * @bad: set to the element that is wrong, @bad_len to its length
 * @bad_len: in bytes
 *
 * Return: 0, or -1 with errno EINVAL.
 */
int vc_parse_list(const char *text, const struct vc_names *names,
		  struct vc_word *word, const char **bad, size_t *bad_len);

/**
 * vc_format_list - write a word as a list that vc_parse_list() reads
 * @value: the word
 * @names: the names of its bits; others become ^N
 * @buf: where to, ends in NUL
 * @size: of @buf in bytes; 2048 is enough for every word
 *
 * Return: the length of the text, as snprintf() does.
 */
size_t vc_format_list(uint64_t value, const struct vc_names *names, char *buf,
		      size_t size);

#endif /* VSERVER_H */
