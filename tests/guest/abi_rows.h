/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every command of the newest ABI, once: what its id names, how large its
 * argument is and which way it goes, an argument that is accepted, and a value
 * in it that is not.  Numbers and layouts as documented.
 */
#ifndef TESTS_GUEST_ABI_ROWS_H
#define TESTS_GUEST_ABI_ROWS_H

#include <errno.h>
#include <stdint.h>

/* what the id of a command names */
enum id {
	NONE,			/* nothing */
	PID,			/* a process, 0 is the caller */
	XID,			/* a context that exists */
	NID,			/* a network context that exists */
	NEW,			/* a context or network context to make */
	PATH,			/* nothing: the argument has a path */
	FD,			/* an open file */
};

#define IN		0x01	/* the argument is read */
#define OUT		0x02	/* the argument is written */
#define SETUP		0x04	/* also for a caller in setup, on its own */
#define CLOSES		0x08	/* EACCES once the context is closed */
#define ENDS		0x10	/* returns only when the context has ended */
#define WHOLE		0x20	/* a value that is refused does not exist */
#define ZERO		0x40	/* id 0 is something as well */
#define GET		(OUT | SETUP)
#define SET		(IN | SETUP | CLOSES)

/* what success returns, when it is not this number */
#define R_ID		(-5001L)
#define R_SOME		(-5002L)

/* good: an accepted argument; bad: one that is EINVAL */
struct row {
	const char *name;
	uint32_t cmd;
	uint8_t id;
	uint8_t flags;
	uint8_t size;
	long ret;
	const void *good, *bad;
};

#define W(...)		((const uint64_t[9]){ __VA_ARGS__ })
#define D(...)		((const uint32_t[18]){ __VA_ARGS__ })
#define VHI(f)		((const uint32_t[18]){ f, 'n' })
#define BIT60		(1ULL << 60)
#define TEST_FILE	"/tmp/abi-file"
#define IP		0x010200c0	/* 192.0.2.1 */
#define NET24		0x00ffffff
#define IXUNLINK	0x20000
#define NEWUTS		0x04000000
#define IP6		0xb80d0120, 0, 0, 0x01000000

/* the argument of get_iattr and set_iattr */
struct attr {
	const char *name;
	uint32_t tag, flags, mask, pad;
};

#define ATTR(...)	((const struct attr[]){ { TEST_FILE, 0, __VA_ARGS__ } })

/* the argument of set_mapping and unset_mapping */
struct mapping {
	const char *device, *target;
	uint32_t flags, pad;
};

#define NODE(flags)							\
	((const struct mapping[]){ { "/dev/null", NULL, flags, 0 } })

static const struct row rows[] = {
	{ "get_version", 0x00000000, NONE, SETUP, 0, 0x00020308, 0, 0 },
	{ "get_vci", 0x00010000, NONE, SETUP, 0, R_SOME, 0, 0 },
	{ "task_xid", 0x2E010000, PID, SETUP, 0, R_SOME, 0, 0 },
	{ "task_nid", 0x2E020000, PID, SETUP, 0, R_SOME, 0, 0 },
	{ "task_tag", 0x2E030000, PID, SETUP, 0, R_SOME, 0, 0 },
	{ "vx_info", 0x2E050000, XID, GET, 8, 0, 0, 0 },
	{ "ctx_stat", 0x28000000, XID, GET, 8, 0, 0, 0 },
	{ "virt_stat", 0x28030000, XID, GET, 48, 0, 0, 0 },

	{ "ctx_create v0", 0x09010000, NEW, 0, 0, R_ID, 0, 0 },
	{ "ctx_create", 0x09010001, NEW, IN, 8, R_ID, W(0x700000000), W(BIT60) },
	{ "ctx_migrate v0", 0x0B010000, XID, CLOSES, 0, R_ID, 0, 0 },
	{ "ctx_migrate", 0x0B010001, XID, IN | CLOSES, 8, R_ID, W(0), W(4) },
	{ "ctx_kill", 0x0C010000, XID, IN | CLOSES, 8, 0, D(0, 0), D(0, 65) },
	{ "wait_exit", 0x30630000, XID, OUT | ENDS, 8, 0, 0, 0 },

	{ "get_cflags", 0x34010000, XID, GET, 16, 0, 0, 0 },
	{ "set_cflags", 0x34020000, XID, SET, 16, 0, W(16, 16), W(BIT60, BIT60) },
	{ "get_ccaps", 0x34030001, XID, GET, 16, 0, 0, 0 },
	{ "set_ccaps", 0x34040001, XID, SET, 16, 0, W(1, 1), W(BIT60, BIT60) },
	{ "get_bcaps", 0x34090000, XID, GET, 16, 0, 0, 0 },
	{ "set_bcaps", 0x340A0000, XID, SET | WHOLE, 16, 0, W(0, 1), 0 },
	{ "get_umask", 0x340D0000, XID, GET, 16, 0, 0, 0 },
	{ "set_umask", 0x340E0000, XID, SET, 16, 0, W(NEWUTS, NEWUTS), W(1, 1) },
	{ "get_wmask", 0x340F0000, XID, GET, 16, 0, 0, 0 },
	{ "set_wmask", 0x34100000, XID, SET, 16, 0, W(NEWUTS, NEWUTS), W(1, 1) },

	{ "enter_space v0", 0x0A010000, XID, CLOSES, 0, 0, 0, 0 },
	{ "enter_space v1", 0x0A010001, XID, IN | CLOSES, 8, 0, W(0), W(1) },
	{ "enter_space", 0x0A010002, XID, IN | CLOSES, 16, 0, W(0), W(0, 2) },
	{ "set_space v1", 0x0A030001, XID, SET, 8, 0, W(NEWUTS), W(1) },
	{ "set_space", 0x0A030002, XID, SET, 16, 0, W(NEWUTS, 1), W(0, 2) },
	{ "get_space_mask v0", 0x0A040000, NONE, GET, 8, 0, 0, 0 },
	{ "get_space_mask", 0x36000001, NONE, GET, 8, 0, 0, 0 },
	{ "get_space_default", 0x36010000, NONE, GET, 8, 0, 0, 0 },

	{ "set_vhi_name", 0x02010000, XID, SET, 72, 0, VHI(0), VHI(7) },
	{ "get_vhi_name", 0x02020000, XID, IN | GET, 72, 0, VHI(0), VHI(7) },

	{ "nx_info", 0x2E060000, NID, GET, 4, 0, 0, 0 },
	{ "net_create v0", 0x19010000, NEW, 0, 0, R_ID, 0, 0 },
	{ "net_create", 0x19010001, NEW, IN, 8, R_ID, W(0x500000000), W(BIT60) },
	{ "net_migrate", 0x1B010000, NID, CLOSES, 0, R_ID, 0, 0 },
	{ "net_add", 0x1A010000, NID, SET, 36, 1,
	  D(1 | 1 << 16, IP, 0, 0, 0, NET24), D(1 | 5 << 16, IP) },
	{ "net_remove", 0x1A020000, NID, SET, 36, 0, D(0xff), D(1, IP) },
	{ "net_add_ipv4 v1", 0x1A010001, NID, SET, 12, 0,
	  D(0x10, IP, NET24), D(0x8000, IP, NET24) },
	{ "net_rem_ipv4 v1", 0x1A020001, NID, SET, 12, 0, D(0xff),
	  D(0x8000, IP, NET24) },
	{ "net_add_ipv4", 0x1A010002, NID, SET, 16, 0,
	  D(0x10, IP, 0, NET24), D(0x8000, IP, 0, NET24) },
	{ "net_rem_ipv4", 0x1A020002, NID, SET, 16, 0, D(0xff),
	  D(0x8000, IP, 0, NET24) },
	{ "net_add_ipv6", 0x1A030001, NID, SET, 40, 0, D(0x10, 64, IP6),
	  D(0x10, 129, IP6) },
	{ "net_rem_ipv6", 0x1A040001, NID, SET, 40, 0, D(0xff),
	  D(0x8000, 64, IP6) },
	{ "get_nmark", 0x1A100000, NID, GET, 8, 0, 0, 0 },
	{ "set_nmark", 0x1A110000, NID, SET, 8, 0, D(7, 15), D(7, 3) },
	{ "nx_stat", 0x28100000, NID, GET, 112, 0, 0, 0 },
	{ "get_nflags", 0x34050000, NID, GET, 16, 0, 0, 0 },
	{ "set_nflags", 0x34060000, NID, SET, 16, 0, W(8, 8), W(BIT60, BIT60) },
	{ "get_ncaps", 0x34070000, NID, GET, 16, 0, 0, 0 },
	{ "set_ncaps", 0x34080000, NID, SET, 16, 0, W(256, 256), W(BIT60, BIT60) },

	{ "get_iattr", 0x26010001, PATH, IN | OUT | WHOLE, 24, 0, ATTR(0, 0, 0),
	  0 },
	{ "set_iattr", 0x26020001, PATH, IN, 24, 0, ATTR(IXUNLINK, IXUNLINK, 0),
	  ATTR(0, 1, 0) },
	{ "fget_iattr", 0x26030000, FD, OUT, 12, 0, 0, 0 },
	{ "fset_iattr", 0x26040000, FD, IN, 12, 0, D(0, IXUNLINK, IXUNLINK),
	  D(0, 0, 1) },

	{ "set_mapping", 0x06010000, XID, IN | CLOSES | ZERO, 24, 0, NODE(2),
	  NODE(4) },
	{ "unset_mapping", 0x06020000, XID, IN | CLOSES | ZERO, 24, -ENOENT,
	  NODE(0), NODE(4) },
};

#define ROWS		((int)(sizeof(rows) / sizeof(rows[0])))

#endif /* TESTS_GUEST_ABI_ROWS_H */
