// SPDX-License-Identifier: GPL-2.0-only
/*
 * Words of flags and capabilities.
 */
#include <linux/capability.h>
#include <stdio.h>

#include "msg.h"
#include "words.h"

#define BIT(n)		(1ULL << (n))

#define SECURE_BCAPS	(BIT(CAP_CHOWN) | BIT(CAP_DAC_OVERRIDE) |	\
			 BIT(CAP_DAC_READ_SEARCH) | BIT(CAP_FOWNER) |	\
			 BIT(CAP_FSETID) | BIT(CAP_KILL) |		\
			 BIT(CAP_SETGID) | BIT(CAP_SETUID) |		\
			 BIT(CAP_NET_BIND_SERVICE) |			\
			 BIT(CAP_SYS_CHROOT) | BIT(CAP_SYS_PTRACE) |	\
			 BIT(CAP_SYS_BOOT) | BIT(CAP_SYS_TTY_CONFIG) |	\
			 BIT(CAP_LEASE) | BIT(CAP_AUDIT_WRITE) |	\
			 BIT(CAP_SETFCAP))

void words_secure_context(struct vc_word *word)
{
	word[VC_BCAPS] = (struct vc_word){ SECURE_BCAPS, ~0ULL };
	word[VC_CCAPS] = (struct vc_word){
		VXC_SET_UTSNAME | VXC_RAW_ICMP | VXC_AUDIT_CONTROL, ~0ULL
	};
	word[VC_CFLAGS] = (struct vc_word){ VXF_HIDE_NETIF, VXF_HIDE_NETIF };
}

void words_secure_network(struct vc_word *word)
{
	word[VC_NCAPS] = (struct vc_word){ NXC_RAW_ICMP, NXC_RAW_ICMP };
	word[VC_NFLAGS] = (struct vc_word){ NXF_HIDE_NETIF, NXF_HIDE_NETIF };
}

/* "all" means all that this kernel knows; it refuses the other bits */
static int limit_to_known(enum vc_word_id which, uint32_t id,
			  struct vc_word *word)
{
	struct vc_word known;

	if (~word->mask)
		return 0;
	if (vc_get_word(which, id, &known) < 0)
		return -1;
	word->mask &= known.mask;
	return 0;
}

int words_set(uint32_t id, const struct vc_word *word,
	      const enum vc_word_id *order, size_t count)
{
	struct vc_word w;
	size_t i;

	for (i = 0; i < count; i++) {
		w = word[order[i]];
		if (!w.mask)
			continue;
		if (limit_to_known(order[i], id, &w) ||
		    vc_set_word(order[i], id, &w) < 0) {
			msg_errno("cannot set the %s of context %u",
				  vc_names[order[i]].title, id);
			return -1;
		}
	}
	return 0;
}

int words_print(uint32_t id, const enum vc_word_id *order, size_t count)
{
	struct vc_word w;
	char buf[2048];
	size_t i;

	for (i = 0; i < count; i++) {
		if (vc_get_word(order[i], id, &w) < 0) {
			msg_errno("cannot get the %s of context %u",
				  vc_names[order[i]].title, id);
			return -1;
		}
		vc_format_list(w.value, &vc_names[order[i]], buf, sizeof(buf));
		printf("%s:\n%s\n", vc_names[order[i]].title, buf);
	}
	return 0;
}
