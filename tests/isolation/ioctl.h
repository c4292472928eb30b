/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Commands of ioctl(2): a program has the rows of some kinds of descriptors, and
 * says for each how to get a descriptor and an argument.  What it does not say
 * gets zeroes to read from and room to write to.
 */
#ifndef TESTS_ISOLATION_IOCTL_H
#define TESTS_ISOLATION_IOCTL_H

#include <sys/ioctl.h>
#include <sys/mman.h>

#include "arena.h"
#include "rows.h"

#define ROOM	65536

/* no descriptor of that owner in this run */
#define NOT_LENT	(-2)
/* no errno is that high, and it is not CELL_KILLED */
#define NO_ATTEMPT	254

struct call {
	const char	*name;
	enum owner	owner;
	unsigned long	number;
	int		fd;
	/* below 4 GiB, so that a 32-bit call takes it; ROOM bytes */
	void		*room;
	/* what is given: a pointer to room, or a value */
	unsigned long	arg;
};

struct command {
	const char	*name;
	int		(*open)(const struct call *call);
	void		(*fill)(struct call *call);
};

/* a kind of descriptors: the column "on" of the table */
struct kind {
	const char		*on;
	int			(*open)(const struct call *call);
	const struct command	*commands;
	size_t			nr_commands;
};

/*
 * Standard input is what the host lends in this run: LENT is its kind and owner,
 * as in "pidfd other".
 */
static inline int lent(const char *kind, enum owner owner)
{
	const char *is = getenv("LENT");
	char want[32];

	snprintf(want, sizeof(want), "%s %s", kind, owner_names[owner]);
	return is && !strcmp(is, want) ? STDIN_FILENO : NOT_LENT;
}

/* the attempt could not be made, which no rule says */
static inline void broken(const char *name, const char *what)
{
	printf("# %s: %s: %m\n", name, what);
	fflush(stdout);
	_exit(CELL_KILLED);
}

/* a value that must not be an error */
static inline int sure(const struct call *call, int value, const char *what)
{
	if (value < 0)
		broken(call->name, what);
	return value;
}

/* the call of a 32-bit program, 54 in its table */
static inline long ioctl_32(const struct call *call)
{
	long ret;

	asm volatile("int $0x80"
		     : "=a" (ret)
		     : "a" (54), "b" (call->fd), "c" (call->number),
		       "d" (call->arg)
		     : "memory", "r8", "r9", "r10", "r11");
	errno = ret < 0 ? -ret : 0;
	return ret < 0 ? -1 : ret;
}

static inline long ioctl_64(const struct call *call)
{
	return syscall(SYS_ioctl, call->fd, call->number, call->arg);
}

struct attempt {
	const struct kind	*kind;
	const struct command	*command;
	const struct row	*row;
	enum owner		owner;
};

static inline long make_call(void *arg)
{
	const struct attempt *a = arg;
	struct call call = {
		.name = a->row->name,
		.owner = a->owner,
		.number = a->row->number,
		.room = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE |
			     MAP_ANONYMOUS | MAP_32BIT, -1, 0),
	};

	call.arg = (unsigned long)call.room;
	call.fd = a->command && a->command->open ? a->command->open(&call) :
						   a->kind->open(&call);
	/* a run with LENT is for nothing else */
	if (call.fd == NOT_LENT || (getenv("LENT") && call.fd)) {
		errno = NO_ATTEMPT;
		return -1;
	}
	sure(&call, call.fd, "open");
	if (a->command && a->command->fill)
		a->command->fill(&call);
	errno = 0;
	return strstr(call.name, "IOC32_") ? ioctl_32(&call) : ioctl_64(&call);
}

static inline const struct command *command_of(const struct kind *kind,
					       const char *name)
{
	size_t i;

	for (i = 0; i < kind->nr_commands; i++)
		if (!strcmp(kind->commands[i].name, name))
			return &kind->commands[i];
	return NULL;
}

static inline void cell_of(const struct attempt *a)
{
	const char *result = "absent";
	int err;

	if (a->row->known && a->kind->open) {
		err = errno_of(make_call, (void *)a);
		if (err == NO_ATTEMPT)
			return;
		result = result_of(err);
	}
	cell("ioctls", a->row->name, owner_names[a->owner], result);
}

/* all rows of a kind; a kind that cannot be opened here is absent */
static inline void cells_of(const struct row *rows, size_t count,
			    const struct kind *kind)
{
	struct attempt a = { .kind = kind };
	size_t i;

	for (i = 0; i < count; i++) {
		a.row = &rows[i];
		if (strcmp(a.row->where, kind->on))
			continue;
		a.command = command_of(kind, a.row->name);
		for (a.owner = OWN; a.owner < OWNERS; a.owner++)
			cell_of(&a);
	}
}

/* arguments that several commands take */
static inline void give_zero(struct call *call)
{
	call->arg = 0;
}

/* what a call of another number gets is what this one sets */
static inline void give_result_of(struct call *call, unsigned long number)
{
	sure(call, ioctl(call->fd, number, call->room), "value to set");
}

#endif /* TESTS_ISOLATION_IOCTL_H */
