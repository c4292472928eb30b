// SPDX-License-Identifier: GPL-2.0-only
// A message of others by msgrcv(2) with MSG_COPY, made for checkpoints: it stays
// in the queue, and nobody sees that it was read.
// Victims: host other
#include "ipc.h"

int main(void)
{
	struct {
		long type;
		char text[64];
	} message = { 0 };
	int id, tries;

	join_ipc();
	for (tries = 0; tries < 2; tries++) {
		id = tries ? msgget(fact_number("SYSV"), 0) :
			     fact_number("MSG");
		if (msgrcv(id, &message, 64, 0, MSG_COPY | IPC_NOWAIT) == 16 &&
		    !memcmp(message.text, fact("SECRET"), 16))
			worked("the secret is in the message");
	}
	refused("msgrcv");
}
