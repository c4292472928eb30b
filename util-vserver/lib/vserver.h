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
#include <linux/vserver/device.h>
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
 *
 * Return: what the command documents, or -1 with errno.
 */
long vc_syscall(uint32_t cmd, uint32_t id, void *arg);

/* version of the kernel's ABI, and its features (VCI_*) */
int vc_get_version(void);
int vc_get_vci(void);

/* the contexts of a process and its tag; pid 0 is the caller */
int vc_get_task_xid(pid_t pid);
int vc_get_task_nid(pid_t pid);
int vc_get_task_tag(pid_t pid);

/* ---- process contexts: context.c ---- */

/* ids that the _any functions choose from */
#define VC_FIRST_DYNAMIC	49152
#define VC_LAST_DYNAMIC		65534

/* one is made, with the caller in it: returns its id; or entered (VXM_*) */
int vc_ctx_create(uint32_t xid, uint64_t flags);
int vc_ctx_create_any(uint64_t flags);
int vc_ctx_migrate(uint32_t xid, uint64_t how);
int vc_ctx_kill(uint32_t xid, pid_t pid, int sig);
int vc_wait_exit(uint32_t xid, struct vcmd_wait_exit_v0 *result);

/* what the kernel tells of one */
int vc_get_vx_info(uint32_t xid, struct vcmd_vx_info_v0 *info);
int vc_get_ctx_stat(uint32_t xid, struct vcmd_ctx_stat_v0 *stat);
int vc_get_virt_stat(uint32_t xid, struct vcmd_virt_stat_v0 *stat);

/* names of a context: VHIN_*; @name has room for VHI_NAME_LEN bytes */
int vc_get_vhi_name(uint32_t xid, int field, char *name);
int vc_set_vhi_name(uint32_t xid, int field, const char *name);

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

/* ---- namespaces, CLONE_*: space.c ---- */

int vc_set_space(uint32_t xid, uint64_t mask, uint32_t index);
int vc_enter_space(uint32_t xid, uint64_t mask, uint32_t index);
int vc_get_space_mask(uint64_t *mask);
int vc_get_space_default(uint64_t *mask);

/* ---- network contexts: network.c ---- */

/* one is made, with the caller in it: returns its id; or entered */
int vc_net_create(uint32_t nid, uint64_t flags);
int vc_net_create_any(uint64_t flags);
int vc_net_migrate(uint32_t nid);
int vc_get_nx_info(uint32_t nid, struct vcmd_nx_info_v0 *info);

/* addresses, NXA_* */
int vc_net_add_ipv4(uint32_t nid, const struct vcmd_net_addr_ipv4_v2 *addr);
int vc_net_rem_ipv4(uint32_t nid, const struct vcmd_net_addr_ipv4_v2 *addr);
int vc_net_add_ipv6(uint32_t nid, const struct vcmd_net_addr_ipv6_v1 *addr);
int vc_net_rem_ipv6(uint32_t nid, const struct vcmd_net_addr_ipv6_v1 *addr);
int vc_net_remove_all(uint32_t nid);

/* the mark of the packets that it sends, and what is counted of it */
int vc_get_nmark(uint32_t nid, struct vcmd_nmark_v0 *mark);
int vc_set_nmark(uint32_t nid, const struct vcmd_nmark_v0 *mark);
int vc_get_nx_stat(uint32_t nid, struct vcmd_nx_stat_v0 *stat);

/* ---- attributes of inodes: iattr.c ---- */

/**
 * struct vc_iattr - attributes of an inode
 * @flags: IATTR_*
 * @mask: those that the file can have (read) or that change (set)
 * @tag: owner of the space
 */
struct vc_iattr {
	uint32_t flags;
	uint32_t mask;
	uint32_t tag;
};

/*
 * by path, a symbolic link at its end is not followed; and by descriptor, for
 * which one opened with O_PATH will do
 */
int vc_get_iattr(const char *path, struct vc_iattr *attr);
int vc_set_iattr(const char *path, const struct vc_iattr *attr);
int vc_fget_iattr(int fd, struct vc_iattr *attr);
int vc_fset_iattr(int fd, const struct vc_iattr *attr);

/* ---- maps of devices: device.c ---- */

/**
 * vc_set_mapping - add or replace an entry of a map
 * @xid: the context, 0 for the default map
 * @device: a node of the device, NULL: the entry is for all others
 * @target: with DATTR_REMAP a node of the device that is opened instead, else
 *	NULL
 * @flags: DATTR_*
 *
 * Return: 0, or -1 with errno.
 */
int vc_set_mapping(uint32_t xid, const char *device, const char *target,
		   uint32_t flags);

/* remove an entry */
int vc_unset_mapping(uint32_t xid, const char *device);

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
