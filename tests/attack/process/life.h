/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whether the victim lives: its TCP socket answers, also where its number is
 * not to be seen.
 */
#ifndef TESTS_ATTACK_LIFE_H
#define TESTS_ATTACK_LIFE_H

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>

#include "attack.h"

static bool victim_was_seen;

static inline bool sees_victim(void)
{
	char name[32];

	snprintf(name, sizeof(name), "/proc/%ld", fact_number("PID"));
	return !access(name, F_OK);
}

static inline bool victim_answers(void)
{
	struct timeval limit = { .tv_sec = 2 };
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(fact_number("PORT")),
		.sin_addr.s_addr = inet_addr(fact("IP")),
	};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char buf[17] = "";
	bool lives;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	lives = !connect(fd, (void *)&in, sizeof(in)) &&
		recv(fd, buf, 16, MSG_WAITALL) == 16;
	close(fd);
	return lives;
}

/* before the attack */
static inline void victim_lives(void)
{
	NEED(victim_answers());
	victim_was_seen = sees_victim();
}

/* after it: the victim of a guest comes again soon, with another number */
static inline void died_or(const char *what)
{
	int i;

	for (i = 0; i < 200; i++) {
		if ((victim_was_seen && !sees_victim()) || !victim_answers())
			worked("the victim died");
		usleep(5000);
	}
	harmless(what);
}

#endif /* TESTS_ATTACK_LIFE_H */
