/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Rows of a table, as rows.awk writes them to rows-TABLE.h.
 */
#ifndef TESTS_ISOLATION_ROWS_H
#define TESTS_ISOLATION_ROWS_H

#include "cell.h"

#define ROWS(rows)	(sizeof(rows) / sizeof(*(rows)))

struct row {
	const char	*name;
	/* the column that tells where it is: path, dir, where, number, on */
	const char	*where;
	/* of a constant: does a header have it, and its number */
	bool		known;
	unsigned long	number;
};

/* the row of that name among @count, or NULL */
static inline const struct row *row_named(const struct row *rows, size_t count,
					  const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (!strcmp(rows[i].name, name))
			return &rows[i];
	return NULL;
}

#endif /* TESTS_ISOLATION_ROWS_H */
