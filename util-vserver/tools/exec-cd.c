// SPDX-License-Identifier: GPL-2.0-only
/*
 * exec-cd: run a program of the host in a directory of a guest.
 *
 * The directory is looked up with the guest's tree as root, so that no link in
 * it leads outside; the program then has the host's root again.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "cli.h"
#include "msg.h"
#include "seal.h"

#define EXIT_FAILED	255

static const struct cli_option options[] = { { 0 } };

static const struct cli_tool tool = {
	.name = "exec-cd",
	.purpose = "run a program in a directory of a guest",
	.synopsis = "[--] directory program [argument ...]",
	.options = options,
	.usage_exit = EXIT_FAILED,
};

static int open_directory(const char *path)
{
	return open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

int main(int argc, char **argv)
{
	int root, directory;

	if (seal_self(argv))
		return EXIT_FAILED;
	argv += cli_parse(&tool, argc, argv, NULL);
	if (!argv[0] || !argv[1])
		cli_usage(&tool, "a directory and a program must be given");
	root = open_directory("/");
	if (root < 0 || chroot(".")) {
		msg_errno("cannot make the working directory the root");
		return EXIT_FAILED;
	}
	directory = open_directory(argv[0]);
	if (directory < 0) {
		msg_errno("%s", argv[0]);
		return EXIT_FAILED;
	}
	if (fchdir(root) || chroot(".") || fchdir(directory)) {
		msg_errno("cannot go back to the root");
		return EXIT_FAILED;
	}
	execv(argv[1], argv + 1);
	msg_errno("cannot execute %s", argv[1]);
	return EXIT_FAILED;
}
