/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Options that several tools have: ids, lists of flags, numbers.
 */
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include <stdint.h>

#include "cli.h"
#include "guest.h"
#include "vserver.h"

/**
 * option_id - the id that an option or argument names
 * @kind: of what
 * @text: as given, NULL stands for "self"
 * @id: the answer
 *
 * Return: 0, or -1 and the message is printed.
 */
int option_id(enum guest_id kind, const char *text, uint32_t *id);

/*
 * adds a list to a struct vc_word; @value of the option is an enum vc_word_id;
 * an unknown name ends the tool with 1
 */
cli_set_fn option_list;

/* an unsigned number in C notation into an unsigned long */
cli_set_fn option_number;

/* a whole text as a number in C notation, at most @max; -1: it is none */
int option_parse_number(const char *text, unsigned long max,
			unsigned long *value);

/* the mark of packets, NUMBER[/MASK] with a value within the mask; -1: it is none */
int option_parse_mark(const char *text, struct vcmd_nmark_v0 *mark);

#endif /* COMMON_OPTIONS_H */
