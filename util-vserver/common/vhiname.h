/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names of a context: what they are called.
 */
#ifndef COMMON_VHINAME_H
#define COMMON_VHINAME_H

#include <stddef.h>
#include <stdint.h>

#define VHINAME_COUNT	7

/* by number, VHIN_* */
extern const char * const vhiname[VHINAME_COUNT];

/* the number; any letter case, may be shortened; -1: no such name */
int vhiname_parse(const char *text, size_t len);

/* set one; -1: the message is printed */
int vhiname_set(uint32_t xid, int field, const char *value);

#endif /* COMMON_VHINAME_H */
