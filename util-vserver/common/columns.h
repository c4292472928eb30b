/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sizes and times as vserver-stat shows them.
 */
#ifndef COMMON_COLUMNS_H
#define COMMON_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#define COLUMN_TEXT	24

/* bytes: "512 ", "1.5K", "97M" */
void column_size(uint64_t bytes, char text[COLUMN_TEXT]);

/* "0m15s09", "1h02m03", "1d20h41", "2y123d05" */
void column_time(uint64_t milliseconds, char text[COLUMN_TEXT]);

#endif /* COMMON_COLUMNS_H */
