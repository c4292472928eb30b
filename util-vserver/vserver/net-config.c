// SPDX-License-Identifier: GPL-2.0-only
/*
 * The addresses of a guest, from the directory interfaces/, and the network
 * context that is made of them.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"
#include "options.h"

/* the value of an interface, or else the one for all of them */
static char *value_of(const char *dir, const char *each, const char *name,
		      bool fallback)
{
	char path[PATH_MAX], *value;

	value = conf_scalar(conf_path(path, dir, "%s", each), name);
	if (!value && fallback)
		value = conf_scalar(dir, name);
	return value;
}

/* bits of a dotted mask, -1 when it has holes */
static int bits_of_mask(const char *text)
{
	struct in_addr mask;
	uint32_t bits;

	if (inet_pton(AF_INET, text, &mask) != 1)
		return -1;
	bits = ntohl(mask.s_addr);
	if (~bits & (~bits + 1))
		return -1;
	return __builtin_popcount(bits);
}

static int read_prefix(const char *dir, const char *each,
		       struct net_interface *i)
{
	char *text = value_of(dir, each, "prefix", true), *end;
	unsigned int most = i->ipv6 ? 128 : 32;
	long prefix = -1;

	if (text && *text) {
		prefix = strtol(text, &end, 10);
		if (*end)
			prefix = -1;
	} else if (!i->ipv6) {
		free(text);
		text = value_of(dir, each, "mask", true);
		prefix = text ? bits_of_mask(text) : 32;
	} else {
		prefix = 128;
	}
	if (prefix < 0 || prefix > most)
		msg_error("%s/%s: '%s' is no prefix or mask", dir, each, text);
	free(text);
	i->prefix = prefix;
	return prefix < 0 || prefix > most ? -1 : 0;
}

static int read_address(const char *dir, const char *each,
			struct net_interface *i)
{
	char *text = value_of(dir, each, "ip", false);
	int ok = 0;

	if (text) {
		i->ipv6 = strchr(text, ':');
		ok = inet_pton(i->ipv6 ? AF_INET6 : AF_INET, text, i->addr);
	}
	if (ok != 1)
		msg_error("%s/%s/ip: %s", dir, each,
			  text ? "no IPv4 or IPv6 address (a prefix goes into"
				 " the file prefix)" : "missing");
	free(text);
	return ok == 1 ? 0 : -1;
}

/* which device, and under which name */
static int read_device(const char *dir, const char *each,
		       struct net_interface *i)
{
	char *dev, *name;
	int err = 0;

	if (conf_has(dir, "%s/nodev", each))
		return 0;
	dev = value_of(dir, each, "dev", true);
	if (!dev || !*dev || strlen(dev) >= sizeof(i->dev)) {
		msg_error("%s/%s: no file dev, and no nodev", dir, each);
		free(dev);
		return -1;
	}
	strcpy(i->dev, dev);
	name = value_of(dir, each, "name", false);
	if (name && *name && !i->ipv6 &&
	    snprintf(i->label, 16, "%s:%s", dev, name) >= 16) {
		msg_error("%s/%s/name: '%s:%s' has more than 15 characters",
			  dir, each, dev, name);
		err = -1;
	}
	i->down = conf_has(dir, "%s/down", each);
	i->nodad = conf_has(dir, "%s/nodad", each) || conf_has(dir, "nodad");
	free(name);
	free(dev);
	return err;
}

static int read_gateway(const char *dir, const char *each,
			struct net_interface *i)
{
	char *text = value_of(dir, each, "gateway", false);
	int err = 0;

	i->routed = text && inet_pton(i->ipv6 ? AF_INET6 : AF_INET, text,
				      i->gateway) == 1;
	if (text && !i->routed) {
		msg_error("%s/%s/gateway: '%s' is no %s address", dir, each,
			  text, i->ipv6 ? "IPv6" : "IPv4");
		err = -1;
	}
	free(text);
	return err;
}

static int read_id(const char *dir, const char *each, const char *name, long *id)
{
	char *text = value_of(dir, each, name, false), *end = NULL;
	int err = 0;

	*id = -1;
	if (text) {
		errno = 0;
		*id = strtol(text, &end, 10);
		err = errno || end == text || *end || *id < 0 ||
		      *id >= UINT32_MAX;
	}
	if (err)
		msg_error("%s/%s/%s: '%s' is no number of a user or group", dir,
			  each, name, text);
	free(text);
	return err ? -1 : 0;
}

/* a device of the tun driver; nobody else's address is on it */
static int read_kind(const char *dir, const char *each, struct net_interface *i)
{
	bool tun = conf_has(dir, "%s/tun", each);
	bool tap = conf_has(dir, "%s/tap", each);

	if (!tun && !tap)
		return 0;
	if ((tun && tap) || !*i->dev) {
		msg_error("%s/%s: one of tun and tap, with a dev", dir, each);
		return -1;
	}
	i->kind = tun ? NET_TUN : NET_TAP;
	i->nodad = true;
	if (read_id(dir, each, "uid", &i->uid) ||
	    read_id(dir, each, "gid", &i->gid))
		return -1;
	if (i->uid == -1 && i->gid == -1)
		i->uid = 0;
	return 0;
}

static int read_all(const char *dir, const struct conf_list *names,
		    struct net_config *net)
{
	size_t n;

	net->interface = calloc(names->count + 1, sizeof(*net->interface));
	if (!net->interface)
		return -1;
	for (n = 0; n < names->count; n++) {
		struct net_interface *i = &net->interface[net->count];

		if (!conf_is_dir(dir, "%s", names->line[n]) ||
		    conf_has(dir, "%s/disabled", names->line[n]))
			continue;
		if (read_address(dir, names->line[n], i) ||
		    read_prefix(dir, names->line[n], i) ||
		    read_device(dir, names->line[n], i) ||
		    read_kind(dir, names->line[n], i) ||
		    read_gateway(dir, names->line[n], i))
			return -1;
		net->count++;
	}
	return 0;
}

static int read_special(const char *dir, const char *name, uint32_t *value)
{
	char *text = conf_scalar(dir, name);
	struct in_addr addr;
	int err = 0;

	if (text && *text && strcmp(text, "+")) {
		if (inet_pton(AF_INET, text, &addr) == 1)
			*value = addr.s_addr;
		else
			err = -1;
	}
	if (err)
		msg_error("%s/%s: '%s' is no IPv4 address", dir, name, text);
	free(text);
	return err;
}

static int read_mark(const char *dir, struct vcmd_nmark_v0 *mark)
{
	char *text = conf_scalar(dir, "mark");
	int err = 0;

	if (text && *text)
		err = option_parse_mark(text, mark);
	if (err)
		msg_error("%s/mark: '%s' is no mark, NUMBER[/MASK]", dir, text);
	free(text);
	return err;
}

int net_config_read(const char *dir, struct net_config *net)
{
	char path[PATH_MAX];
	struct conf_list names;
	int err;

	*net = (struct net_config){ 0 };
	conf_path(path, dir, "interfaces");
	if (conf_entries(path, &names)) {
		msg_errno("cannot read '%s'", path);
		return -1;
	}
	err = read_all(path, &names, net) ||
	      read_special(path, "bcast", &net->bcast) ||
	      read_special(path, "lback", &net->lback) ||
	      read_mark(path, &net->mark);
	conf_free(&names);
	if (err)
		net_config_free(net);
	return err ? -1 : 0;
}

void net_config_free(struct net_config *net)
{
	free(net->interface);
	*net = (struct net_config){ 0 };
}

static int add_ipv4(uint32_t nid, unsigned int type, const void *addr,
		    unsigned int prefix)
{
	struct vcmd_net_addr_ipv4_v2 arg = { .type = type };

	memcpy(&arg.ip, addr, sizeof(arg.ip));
	arg.mask.s_addr = prefix ? htonl(~0U << (32 - prefix)) : 0;
	return vc_syscall(VCMD_net_add_ipv4, nid, &arg);
}

static int add_ipv6(uint32_t nid, const void *addr, unsigned int prefix)
{
	struct vcmd_net_addr_ipv6_v1 arg = {
		.type = NXA_TYPE_ADDR, .prefix = prefix,
	};

	memcpy(&arg.ip, addr, sizeof(arg.ip));
	return vc_syscall(VCMD_net_add_ipv6, nid, &arg);
}

static int add_all(uint32_t nid, const struct net_config *net)
{
	char text[INET6_ADDRSTRLEN];
	size_t n;

	for (n = 0; n < net->count; n++) {
		const struct net_interface *i = &net->interface[n];
		int ret = i->ipv6 ? add_ipv6(nid, i->addr, i->prefix) :
				    add_ipv4(nid, NXA_TYPE_ADDR, i->addr,
					     i->prefix);

		if (ret < 0) {
			inet_ntop(i->ipv6 ? AF_INET6 : AF_INET, i->addr, text,
				  sizeof(text));
			msg_errno("cannot give address %s to network context"
				  " %u", text, nid);
			return -1;
		}
	}
	if (net->bcast && add_ipv4(nid, NXA_TYPE_ADDR | NXA_MOD_BCAST,
				   &net->bcast, 32) < 0) {
		msg_errno("cannot set the broadcast address");
		return -1;
	}
	if (net->lback && add_ipv4(nid, NXA_TYPE_ADDR | NXA_MOD_LBACK,
				   &net->lback, 8) < 0) {
		msg_errno("cannot set the loopback address");
		return -1;
	}
	return 0;
}

int net_create_context(const struct guest *guest,
		       const struct net_config *net)
{
	struct vc_word ended = { 0, NXF_STATE_SETUP };

	if (vc_net_create(guest->nid, NXF_STATE_SETUP | NXF_INIT_SET) < 0) {
		msg_errno("cannot make network context %u", guest->nid);
		return -1;
	}
	if (add_all(guest->nid, net))
		return -1;
	if (net->mark.mask && vc_set_nmark(guest->nid, &net->mark) < 0) {
		msg_errno("cannot set the mark of network context %u",
			  guest->nid);
		return -1;
	}
	if (vc_set_word(VC_NCAPS, guest->nid, &guest->word[VC_NCAPS]) < 0 ||
	    vc_set_word(VC_NFLAGS, guest->nid, &guest->word[VC_NFLAGS]) < 0 ||
	    vc_set_word(VC_NFLAGS, guest->nid, &ended) < 0) {
		msg_errno("cannot set flags of network context %u", guest->nid);
		return -1;
	}
	return 0;
}
