// SPDX-License-Identifier: GPL-2.0-only
/*
 * The configuration directory of a new guest.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"

#define FIRST_CONTEXT	40000
#define PACKAGED_FSTAB	"/usr/share/util-vserver/defaults"

/* some guest's, by whoever's hand */
static bool is_configured(long xid)
{
	char path[PATH_MAX];
	struct conf_list names;
	bool found = false;
	size_t i;

	if (conf_entries(CONFDIR, &names))
		return false;
	for (i = 0; i < names.count && !found; i++) {
		long other = -1;

		conf_path(path, CONFDIR, "%s", names.line[i]);
		found = !conf_number(path, "context", &other) && other == xid;
	}
	conf_free(&names);
	return found;
}

/* the next context that no guest has; a number is used once */
static int next_context(char *text, size_t size)
{
	long next = FIRST_CONTEXT;

	if (lock_take("context", 60) < 0 || conf_mkdirs(DEFAULTS, 0755) ||
	    conf_number(DEFAULTS, "context.next", &next)) {
		msg_error("no context number in '" DEFAULTS "/context.next'");
		return -1;
	}
	while (next >= VX_MIN_XID && next < VX_MAX_XID && is_configured(next))
		next++;
	if (next < VX_MIN_XID || next >= VX_MAX_XID) {
		msg_error("no context number in '" DEFAULTS "/context.next'");
		return -1;
	}
	snprintf(text, size, "%ld", next + 1);
	if (conf_write(DEFAULTS, "context.next", text)) {
		msg_errno("cannot write '" DEFAULTS "/context.next'");
		return -1;
	}
	snprintf(text, size, "%ld", next);
	return 0;
}

/**
 * struct interface - the parts of [name=][dev:]ip[/mask|/prefix]
 * @name: or NULL, as the others
 * @dev: device, "nodev" for none
 * @ip: address
 * @mask: what follows the slash
 */
struct interface {
	char *name;
	char *dev;
	char *ip;
	char *mask;
};

/*
 * An IPv6 address has colons of its own: a device is what comes before the
 * first, unless the whole is an address.
 */
static void split_interface(char *text, struct interface *i)
{
	struct in6_addr addr;
	char *c;

	*i = (struct interface){ 0 };
	c = strchr(text, '=');
	if (c) {
		*c = 0;
		i->name = text;
		text = c + 1;
	}
	i->mask = strchr(text, '/');
	if (i->mask)
		*i->mask++ = 0;
	c = strchr(text, ':');
	if (c && inet_pton(AF_INET6, text, &addr) != 1) {
		*c = 0;
		i->dev = text;
		text = c + 1;
	}
	i->ip = text;
}

static bool is_prefix(const char *text, bool ipv6)
{
	uint32_t bits;
	char *end;
	long n = strtol(text, &end, 10);

	if (*text && !*end)
		return n >= 0 && n <= (ipv6 ? 128 : 32);
	if (ipv6 || inet_pton(AF_INET, text, &bits) != 1)
		return false;
	bits = ~ntohl(bits);
	return !(bits & (bits + 1));
}

/* [name=][dev:]ip[/mask|/prefix]: what is wrong with it, or NULL */
static const char *wrong_interface(const char *option)
{
	char *text = strdup(option), addr[16];
	const char *wrong = NULL;
	struct interface i;
	bool ipv6;

	if (!text)
		return "no memory";
	split_interface(text, &i);
	ipv6 = strchr(i.ip, ':');
	if (i.dev && (!*i.dev || strlen(i.dev) > 15 || strchr(i.dev, '/')))
		wrong = "no name of a device";
	else if (inet_pton(ipv6 ? AF_INET6 : AF_INET, i.ip, addr) != 1)
		wrong = "no IPv4 or IPv6 address";
	else if (i.mask && !is_prefix(i.mask, ipv6))
		wrong = "no prefix or mask";
	free(text);
	return wrong;
}

static int check_interfaces(const struct build *b)
{
	const char *wrong;
	struct in_addr addr;
	size_t n;

	for (n = 0; n < b->interfaces; n++) {
		wrong = wrong_interface(b->interface[n]);
		if (wrong) {
			msg_error("--interface '%s': %s", b->interface[n],
				  wrong);
			return -1;
		}
	}
	if ((b->netmask && !is_prefix(b->netmask, false)) ||
	    (b->netprefix && !is_prefix(b->netprefix, true))) {
		msg_error("--net%s '%s': no prefix or mask",
			  b->netmask ? "mask" : "prefix",
			  b->netmask ? b->netmask : b->netprefix);
		return -1;
	}
	if (b->netbcast && inet_pton(AF_INET, b->netbcast, &addr) != 1) {
		msg_error("--netbcast '%s': no IPv4 address", b->netbcast);
		return -1;
	}
	return 0;
}

static int check_flags(const struct build *b)
{
	struct vc_word word = { 0 };
	const char *bad;
	size_t i, len;

	for (i = 0; i < b->nflags; i++)
		if (vc_parse_list(b->flags[i], &vc_names[VC_CFLAGS], &word,
				  &bad, &len)) {
			msg_error("--flags: Unknown flag '%.*s'", (int)len,
				  bad);
			return -1;
		}
	return 0;
}

/* before anything is made, so that a typing error leaves nothing */
int build_check_config(const struct build *b)
{
	const char *style = b->initstyle;
	char *end;
	long xid;

	if (b->context) {
		xid = strtol(b->context, &end, 10);
		if (!*b->context || *end || xid < VX_MIN_XID ||
		    xid > VX_MAX_XID) {
			msg_error("--context '%s': no context id from %d to"
				  " %d", b->context, VX_MIN_XID, VX_MAX_XID);
			return -1;
		}
	}
	if (style && strcmp(style, "plain") && strcmp(style, "sysv")) {
		msg_error("--initstyle '%s': neither plain nor sysv", style);
		return -1;
	}
	return check_interfaces(b) || check_flags(b) ? -1 : 0;
}

static int write_interface(const struct build *b, size_t n)
{
	char dir[PATH_MAX], *text = strdup(b->interface[n]);
	struct interface i;
	int err;

	conf_path(dir, b->confdir, "interfaces/%zu", n);
	err = !text || conf_mkdirs(dir, 0755);
	if (!err)
		split_interface(text, &i);
	if (!err && !i.dev && !b->netdev) {
		msg_warn("No device specified for interface '%zu'; setting"
			 " 'nodev'", n);
		i.dev = "nodev";
	}
	err = err || conf_write(dir, "ip", i.ip) ||
	      (i.name && conf_write(dir, "name", i.name)) ||
	      (i.mask && conf_write(dir, strchr(i.mask, '.') ? "mask" :
				    "prefix", i.mask));
	if (!err && i.dev)
		err = strcmp(i.dev, "nodev") ? conf_write(dir, "dev", i.dev) :
					       conf_write(dir, "nodev", NULL);
	if (err)
		msg_errno("cannot write '%s'", dir);
	free(text);
	return err ? -1 : 0;
}

static int write_network(const struct build *b)
{
	const struct {
		const char *name;
		const char *value;
	} all[] = {
		{ "dev",	b->netdev },
		{ "mask",	b->netmask },
		{ "prefix",	b->netprefix },
		{ "bcast",	b->netbcast },
	};
	char dir[PATH_MAX];
	size_t i;

	conf_path(dir, b->confdir, "interfaces");
	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (all[i].value && conf_write(dir, all[i].name,
					       all[i].value)) {
			msg_errno("cannot write '%s/%s'", dir, all[i].name);
			return -1;
		}
	for (i = 0; i < b->interfaces; i++)
		if (write_interface(b, i))
			return -1;
	return 0;
}

static int write_flags(const struct build *b)
{
	char path[PATH_MAX];
	FILE *f;
	size_t i;
	int err;

	if (!b->nflags)
		return 0;
	f = fopen(conf_path(path, b->confdir, "cflags"), "we");
	for (i = 0; f && i < b->nflags; i++) {
		char *text = strdup(b->flags[i]), *save = NULL, *word;

		for (word = strtok_r(text, ",", &save); word;
		     word = strtok_r(NULL, ",", &save))
			fprintf(f, "%s\n", word);
		free(text);
	}
	err = !f || ferror(f);
	if (f && fclose(f))
		err = -1;
	if (err)
		msg_errno("cannot write '%s'", path);
	return err ? -1 : 0;
}

static int write_fstab(const struct build *b)
{
	char path[PATH_MAX], *text = conf_read(DEFAULTS, "fstab");
	FILE *f;
	int err;

	if (!text)
		text = conf_read(PACKAGED_FSTAB, "fstab");
	if (!text) {
		msg_errno("cannot read '" PACKAGED_FSTAB "/fstab'");
		return -1;
	}
	f = fopen(conf_path(path, b->confdir, "fstab"), "we");
	err = !f || fputs(text, f) < 0;
	if (f && fclose(f))
		err = -1;
	if (err)
		msg_errno("cannot write '%s'", path);
	free(text);
	return err ? -1 : 0;
}

static int make_dirs(const struct build *b)
{
	static const char * const dirs[] = {
		"apps/init", "apps/pkgmgmt", "interfaces", "uts",
	};
	char path[PATH_MAX];
	size_t i;

	for (i = 0; i < sizeof(dirs) / sizeof(*dirs); i++)
		if (conf_mkdirs(conf_path(path, b->confdir, "%s", dirs[i]),
				0755)) {
			msg_errno("cannot make '%s'", path);
			return -1;
		}
	return 0;
}

static int make_link(const struct build *b, const char *name,
		     const char *target)
{
	char path[PATH_MAX];

	if (!symlink(target, conf_path(path, b->confdir, "%s", name)))
		return 0;
	msg_errno("cannot make the link '%s'", path);
	return -1;
}

int build_write_config(struct build *b)
{
	char run[PATH_MAX], context[16];
	const char *value = b->context;

	if (!value) {
		if (next_context(context, sizeof(context)))
			return -1;
		value = context;
	}
	if (make_dirs(b) || make_link(b, "vdir", b->vdir) ||
	    make_link(b, "run", b->lockfile ? b->lockfile :
		      conf_path(run, RUNDIR, "%s", b->name)))
		return -1;
	if (conf_write(b->confdir, "context", value) ||
	    conf_write(b->confdir, "name", b->name) ||
	    conf_write(b->confdir, "apps/pkgmgmt/internal", NULL) ||
	    conf_write(b->confdir, "uts/nodename",
		       b->hostname ? b->hostname : b->name) ||
	    (b->initstyle && conf_write(b->confdir, "apps/init/style",
					b->initstyle))) {
		msg_errno("cannot write below '%s'", b->confdir);
		return -1;
	}
	return write_network(b) || write_flags(b) || write_fstab(b) ? -1 : 0;
}
