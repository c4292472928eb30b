/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows of the probe of system calls.  A row is one line at file scope:
 *
 *	OWN(call, arguments...)		the call on what is the caller's
 *	HOSTS(call, arguments...)	on what the host has
 *	ALL(call, arguments...)		on what each of the three has
 *
 * and with _EXPR at the end, OWN_EXPR("name", expression), for more than
 * one call; OTHERS_EXPR for other and host, LENT_EXPR for these with help of
 * the host, see syscalls_lent.h.  The expression is -1 with errno when it was
 * refused.  It finds the owner in "owner", and names its objects by the
 * functions of syscalls_victim.h.
 */
#ifndef TESTS_ISOLATION_SYSCALLS_ROW_H
#define TESTS_ISOLATION_SYSCALLS_ROW_H

#include <sys/syscall.h>

#include "cell.h"

#define ON_OWN		(1 << OWN)
#define ON_OTHER	(1 << OTHER)
#define ON_HOST		(1 << HOST)

struct row {
	const char *name;
	int owners;
	/* needs what the host lends: see syscalls_lent.h */
	bool lent;
	long (*attempt)(void);
};

#define ROW__(id, text, who, is_lent, ...)				\
	static long attempt_##id(void)					\
	{								\
		return (long)(__VA_ARGS__);				\
	}								\
	static const struct row row_##id = {				\
		text, who, is_lent, attempt_##id			\
	};								\
	static const struct row *const entry_##id			\
	__attribute__((section("rows"), used)) = &row_##id;		\
	_Static_assert(id >= 0, "")
#define ROW_(id, ...)		ROW__(id, __VA_ARGS__)
#define ROW(...)		ROW_(__COUNTER__, __VA_ARGS__)

#define CALL(call, ...)		syscall(SYS_##call __VA_OPT__(,) __VA_ARGS__)

#define OWN(call, ...)							\
	ROW(#call, ON_OWN, false, CALL(call __VA_OPT__(,) __VA_ARGS__))
#define HOSTS(call, ...)						\
	ROW(#call, ON_HOST, false, CALL(call __VA_OPT__(,) __VA_ARGS__))
#define ALL(call, ...)							\
	ROW(#call, ON_OWN | ON_OTHER | ON_HOST, false,			\
	    CALL(call __VA_OPT__(,) __VA_ARGS__))

#define OWN_EXPR(name, ...)	ROW(name, ON_OWN, false, __VA_ARGS__)
#define HOSTS_EXPR(name, ...)	ROW(name, ON_HOST, false, __VA_ARGS__)
#define OTHERS_EXPR(name, ...)						\
	ROW(name, ON_OTHER | ON_HOST, false, __VA_ARGS__)
#define ALL_EXPR(name, ...)						\
	ROW(name, ON_OWN | ON_OTHER | ON_HOST, false, __VA_ARGS__)
#define LENT_EXPR(name, ...)						\
	ROW(name, ON_OTHER | ON_HOST, true, __VA_ARGS__)

/* a position or length of 64 bits: two arguments in a 32-bit program */
#ifdef __i386__
#define WIDE(x)		(long)(x), 0L
#else
#define WIDE(x)		(long)(x)
#endif

#endif /* TESTS_ISOLATION_SYSCALLS_ROW_H */
