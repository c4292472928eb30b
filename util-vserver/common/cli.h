/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The command line of a tool: a table of options, from which parsing, --help
 * and --version come.  Parsing stops at the first word that is no option, so
 * that the rest is a command to run.
 */
#ifndef COMMON_CLI_H
#define COMMON_CLI_H

#include <stdbool.h>
#include <stddef.h>

struct cli_option;

/*
 * puts an option's argument (NULL without one) into @values; otherwise tells why
 * and returns -1, bad usage, or the exit status of the tool
 */
typedef int cli_set_fn(void *values, const struct cli_option *option,
		       const char *arg);

/**
 * struct cli_option - an option
 * @name: long name, without dashes; NULL ends the table
 * @letter: short name, 0 for none
 * @arg: name of its argument in --help, NULL when it takes none
 * @help: one line of --help; NULL leaves it out (a synonym)
 * @set: stores it
 * @offset: of the field of @values that @set writes to
 * @value: for @set functions that several options share
 */
struct cli_option {
	const char *name;
	int letter;
	const char *arg;
	const char *help;
	cli_set_fn *set;
	size_t offset;
	long value;
};

/**
 * struct cli_tool - a tool
 * @name: of the program
 * @purpose: for --version and the first line of --help
 * @synopsis: lines of usage without the name, separated by newlines
 * @options: the table
 * @usage_exit: exit status of bad usage
 */
struct cli_tool {
	const char *name;
	const char *purpose;
	const char *synopsis;
	const struct cli_option *options;
	int usage_exit;
};

/* ready-made setters: a bool becomes true; a const char *; an int = @value */
cli_set_fn cli_set_true;
cli_set_fn cli_set_string;
cli_set_fn cli_set_value;

/**
 * cli_parse - read the options of a command line
 * @tool: the tool
 * @argc: of main()
 * @argv: of main()
 * @values: structure that the options' setters write to
 *
 * Ends the program after --help and --version (0) and on bad usage.
 *
 * Return: index of the first word that is no option.
 */
int cli_parse(const struct cli_tool *tool, int argc, char **argv,
	      void *values);

/* say what is wrong, point to --help and exit as for bad usage */
void cli_usage(const struct cli_tool *tool, const char *format, ...)
	__attribute__((noreturn, format(printf, 2, 3)));

#endif /* COMMON_CLI_H */
