// SPDX-License-Identifier: GPL-2.0-only
/*
 * The command line of a tool.
 */
#include <getopt.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "msg.h"

#define MAX_OPTIONS	64
#define FIRST		256	/* getopt's value of the first option */

int cli_set_true(void *values, const struct cli_option *option,
		 const char *arg)
{
	(void)arg;
	*(bool *)((char *)values + option->offset) = true;
	return 0;
}

int cli_set_string(void *values, const struct cli_option *option,
		   const char *arg)
{
	*(const char **)((char *)values + option->offset) = arg;
	return 0;
}

int cli_set_value(void *values, const struct cli_option *option,
		  const char *arg)
{
	(void)arg;
	*(int *)((char *)values + option->offset) = option->value;
	return 0;
}

static void print_usage(const struct cli_tool *tool)
{
	const char *line = tool->synopsis, *lead = "Usage:";

	while (line) {
		const char *end = strchr(line, '\n');

		printf("%-6s %s %.*s\n", lead, tool->name,
		       end ? (int)(end - line) : (int)strlen(line), line);
		line = end ? end + 1 : NULL;
		lead = "";
	}
}

static void print_option(const struct cli_option *o)
{
	char text[64], letter[8] = "    ";

	if (o->letter)
		snprintf(letter, sizeof(letter), "-%c, ", o->letter);
	snprintf(text, sizeof(text), "%s--%s%s%s", letter, o->name,
		 o->arg ? " " : "", o->arg ? o->arg : "");
	printf("  %-28s %s\n", text, o->help);
}

static void print_help(const struct cli_tool *tool)
{
	const struct cli_option *o;

	print_usage(tool);
	printf("\n%s\n\n", tool->purpose);
	for (o = tool->options; o->name; o++)
		if (o->help)
			print_option(o);
	printf("  %-28s %s\n", "    --help", "this text");
	printf("  %-28s %s\n", "    --version", "the version");
}

static void print_version(const struct cli_tool *tool)
{
	printf("%s %s -- %s\n", tool->name, VERSION, tool->purpose);
	printf("This program is part of util-vserver %s\n\n", VERSION);
	printf("Licence GPL-2.0: free software, no warranty.\n");
}

void cli_usage(const struct cli_tool *tool, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "%s: ", msg_program());
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, "\nTry '%s --help' for more information.\n",
		tool->name);
	exit(tool->usage_exit);
}

/* getopt's tables; the values are FIRST and up in the order of ours */
static int make_tables(const struct cli_option *options, struct option *longs,
		       char *shorts)
{
	int i;

	*shorts++ = '+';
	for (i = 0; options[i].name && i < MAX_OPTIONS; i++) {
		longs[i] = (struct option){
			.name = options[i].name,
			.has_arg = options[i].arg ? required_argument :
						    no_argument,
			.val = FIRST + i,
		};
		if (options[i].letter) {
			*shorts++ = options[i].letter;
			if (options[i].arg)
				*shorts++ = ':';
		}
	}
	longs[i] = (struct option){ .name = "help", .val = 1 };
	longs[i + 1] = (struct option){ .name = "version", .val = 2 };
	longs[i + 2] = (struct option){ 0 };
	*shorts = 0;
	return i;
}

static const struct cli_option *find(const struct cli_option *options, int c)
{
	int i;

	for (i = 0; options[i].name; i++)
		if (c == FIRST + i || (c < FIRST && c == options[i].letter))
			return &options[i];
	return NULL;
}

int cli_parse(const struct cli_tool *tool, int argc, char **argv,
	      void *values)
{
	struct option longs[MAX_OPTIONS + 3];
	char shorts[2 * MAX_OPTIONS + 2];
	const struct cli_option *o;
	int c, ret;

	msg_set_program(argv[0]);
	make_tables(tool->options, longs, shorts);
	optind = 0;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) >= 0) {
		if (c == 1 || c == 2) {
			(c == 1 ? print_help : print_version)(tool);
			exit(0);
		}
		o = find(tool->options, c);
		if (!o) {
			fprintf(stderr,
				"Try '%s --help' for more information.\n",
				argv[0]);
			exit(tool->usage_exit);
		}
		ret = o->set(values, o, optarg);
		if (ret)
			exit(ret < 0 ? tool->usage_exit : ret);
	}
	return optind;
}
