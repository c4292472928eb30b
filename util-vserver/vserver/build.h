/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * `vserver NAME build': what its files share.
 */
#ifndef VSERVER_BUILD_H
#define VSERVER_BUILD_H

#include <sys/stat.h>

#include "front.h"

/* most --interface and --flags options */
#define BUILD_MANY	32

/**
 * struct build - a guest that is being made
 * @method: -m
 * @name: of the guest
 * @rootdir: directory of the guests' roots
 * @confdir_text: configuration directory as given, or NULL
 * @confdir: the same, complete
 * @vdir: its root
 * @context: id, or NULL for the next free one
 * @lockfile: what its link `run' names
 * @hostname: of the guest, or NULL
 * @initstyle: or NULL for what fits
 * @netdev: default of the interfaces, as are the next three; or NULL
 * @netmask: the same
 * @netprefix: the same
 * @netbcast: the same
 * @interface: texts of --interface
 * @interfaces: how many
 * @flags: texts of --flags
 * @nflags: how many
 * @force: rename what is in the way
 * @exists_ok: the root may be there and not be empty
 * @keep: nothing is removed on failure
 * @own_root: what the root has is made by us
 * @argc: what follows `--', for the method
 * @argv: the same
 */
struct build {
	const char *method;
	const char *name;
	const char *rootdir;
	const char *confdir_text;
	char confdir[PATH_MAX];
	char vdir[PATH_MAX];
	const char *context;
	const char *lockfile;
	const char *hostname;
	const char *initstyle;
	const char *netdev;
	const char *netmask;
	const char *netprefix;
	const char *netbcast;
	const char *interface[BUILD_MANY];
	size_t interfaces;
	const char *flags[BUILD_MANY];
	size_t nflags;
	bool force;
	bool exists_ok;
	bool keep;
	bool own_root;
	int argc;
	char **argv;
};

/* ---- methods: each fills the root; 0, or -1 after a message ---- */
int build_clone(struct build *b);
int build_debootstrap(struct build *b);
int build_skeleton(struct build *b);
int build_template(struct build *b);

/* ---- the configuration directory: build-config.c ---- */
/* are the options right?  0, or -1 after a message */
int build_check_config(const struct build *b);
int build_write_config(struct build *b);

/* ---- the root: build-root.c ---- */
int build_make_root(struct build *b);
int build_make_devices(const struct build *b);
int build_finish_root(const struct build *b);
/* false: a device that gives a guest more than itself */
bool build_may_have(const struct stat *st);

/* ---- trees: tree.c ---- */

/* remove it, not what is mounted below; 0, or -1 after a message */
int build_remove_tree(const char *path);

struct archive;

/* the content of the entry that was read last; 0 or -1 */
int build_copy_data(struct archive *from, struct archive *to);

/* copy a tree; what is unified in the source is linked */
int build_copy_tree(const char *from, const char *to);

#endif /* VSERVER_BUILD_H */
