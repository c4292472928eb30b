// SPDX-License-Identifier: GPL-2.0-only
// Takes the only place for a notification of a queue of outside: its owner
// hears of no message any more, and the attacker of each.
// Victims: host
#include <mqueue.h>
#include <signal.h>

#include "attack.h"

int main(void)
{
	struct sigevent event = {
		.sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGUSR1,
	};
	mqd_t queue = mq_open(fact("MQ"), O_RDONLY);
	int status;
	pid_t pid;

	if (queue < 0)
		refused("mq_open");
	if (mq_notify(queue, &event))
		refused("mq_notify");
	pid = fork();
	if (!pid)
		_exit(mq_notify(queue, &event) ? errno : 0);
	NEED(waitpid(pid, &status, 0) == pid);
	mq_notify(queue, NULL);
	if (WEXITSTATUS(status) == EBUSY)
		worked("nobody else is told of messages");
	harmless("mq_notify");
}
