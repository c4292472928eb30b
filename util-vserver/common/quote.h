/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names that a guest chose, on a terminal of the host's or in a line of output.
 */
#ifndef COMMON_QUOTE_H
#define COMMON_QUOTE_H

#include <stdio.h>

/*
 * print a text with each byte as \ooo that is a control character, of UTF-8
 * too, or no UTF-8: it cannot end the line or do anything to a terminal
 */
void quote_print(FILE *f, const char *text);

#endif /* COMMON_QUOTE_H */
