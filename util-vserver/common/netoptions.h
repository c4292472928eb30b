/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Options that name addresses of a network context.
 */
#ifndef COMMON_NETOPTIONS_H
#define COMMON_NETOPTIONS_H

#include "address.h"
#include "cli.h"

#define NETOPTIONS_MAX	256

/**
 * struct netoptions - addresses given as options
 * @addr: in the order of the command line
 * @count: number of them
 */
struct netoptions {
	struct address addr[NETOPTIONS_MAX];
	size_t count;
};

/* appends to a struct netoptions; @value of the option: enum address_kind */
cli_set_fn netoptions_set;

/* add all of them to a network context; -1: the message is printed */
int netoptions_add(uint32_t nid, const struct netoptions *list);

#endif /* COMMON_NETOPTIONS_H */
