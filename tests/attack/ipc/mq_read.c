// SPDX-License-Identifier: GPL-2.0-only
// A message queue of others by its name: mode 0666 and one directory for all.
// Victims: host other
#include "ipc.h"

int main(void)
{
	char buf[64] = "";
	mqd_t queue;

	join_ipc();
	queue = mq_open(fact("MQ"), O_RDWR | O_NONBLOCK);
	if (queue == (mqd_t)-1)
		refused("mq_open");
	if (mq_receive(queue, buf, sizeof(buf), NULL) != 16)
		refused("mq_receive");
	mq_send(queue, buf, 16, 1);
	if (!memcmp(buf, fact("SECRET"), 16))
		worked("the secret is in the queue");
	harmless("mq_receive: another message");
}
