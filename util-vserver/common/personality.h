/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names of execution domains, personality(2).
 */
#ifndef COMMON_PERSONALITY_H
#define COMMON_PERSONALITY_H

/* a type, with or without PER_, or a number; -1: unknown */
int personality_parse_type(const char *text, unsigned long *value);

/* a comma separated list of flags and numbers, or-ed into @value; -1: unknown */
int personality_parse_flags(const char *text, unsigned long *value);

#endif /* COMMON_PERSONALITY_H */
