/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Words of flags and capabilities, of contexts and network contexts.
 */
#ifndef COMMON_WORDS_H
#define COMMON_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "vserver.h"

/*
 * what a guest usually has; @word has VC_WORDS entries, the words concerned
 * are replaced
 */
void words_secure_context(struct vc_word *word);
void words_secure_network(struct vc_word *word);

/**
 * words_set - change words of an object
 * @id: the context or network context
 * @word: VC_WORDS entries; one with an empty mask is left alone
 * @order: the words, in this order, @count of them
 * @count: number of words
 *
 * Return: 0, or -1 at the first one that fails; the message is printed.
 */
int words_set(uint32_t id, const struct vc_word *word,
	      const enum vc_word_id *order, size_t count);

/* print a title and a list for each; -1: the message is printed */
int words_print(uint32_t id, const enum vc_word_id *order, size_t count);

#endif /* COMMON_WORDS_H */
