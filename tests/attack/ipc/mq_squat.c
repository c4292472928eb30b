// SPDX-License-Identifier: GPL-2.0-only
// The name of a queue is taken away and made anew by the attacker, who then gets
// what clients send to the victim.
// Victims: host other
#include "ipc.h"

int main(void)
{
	struct mq_attr attr = { .mq_maxmsg = 1, .mq_msgsize = 8 };
	mqd_t queue;

	join_ipc();
	if (mq_unlink(fact("MQ")))
		refused("mq_unlink");
	queue = mq_open(fact("MQ"), O_CREAT | O_EXCL | O_RDWR, 0666, &attr);
	if (queue == (mqd_t)-1)
		refused("mq_open");
	/* the victim makes it anew when it starts again */
	mq_unlink(fact("MQ"));
	worked("the name leads to another queue");
}
