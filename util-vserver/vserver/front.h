/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The `vserver' front end: what its files share.
 *
 * vserver.c reads the command line and runs one command of its table; each
 * command is one function in cmd-<command>.c.  They act on a struct guest,
 * which config.c fills from the configuration directory.
 */
#ifndef VSERVER_FRONT_H
#define VSERVER_FRONT_H

#include <net/ethernet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "conf.h"
#include "guest.h"
#include "msg.h"
#include "vserver.h"

/**
 * struct front - the command line
 * @silent: --silent
 * @defaulttty: --defaulttty
 * @instance: the start that this is about, told by vshelper; NULL: any
 * @name: the guest as typed
 * @dir: its configuration directory; empty for build
 */
struct front {
	bool silent;
	bool defaulttty;
	const char *instance;
	const char *name;
	char dir[PATH_MAX];
};

/* argc and argv begin with the name of the command */
typedef int front_command(struct front *front, int argc, char **argv);

front_command cmd_build, cmd_cleanup, cmd_condrestart, cmd_delete, cmd_enter,
	cmd_exec, cmd_restart, cmd_running, cmd_start, cmd_status, cmd_stop,
	cmd_suexec;

/* ---- configuration of a guest: config.c ---- */

enum init_style {
	STYLE_SYSV,
	STYLE_PLAIN,
};

/* where the guest's addresses are; those from STACK_VETH on are kinds of devices */
enum net_stack {
	STACK_HOST,		/* on the host's devices */
	STACK_EMPTY,		/* in a network namespace that scripts fill */
	STACK_OTHER,		/* in that of another guest */
	STACK_VETH,
	STACK_MACVLAN,
	STACK_IPVLAN,
	STACKS,
};

/* as the kernel and the configuration call the kinds of devices; NULL: is none */
extern const char *const net_stack_names[STACKS];

/**
 * struct guest - a guest's configuration
 * @dir: configuration directory
 * @base: its last part: the name that scripts get
 * @vdir: root directory, physical path
 * @xid: of the configuration
 * @nid: the same
 * @net: it has a network context
 * @stack: where its addresses are
 * @stack_of: whose namespace it shares, as configured: id or name; or NULL
 * @style: init style
 * @word: flags and capabilities of its contexts, by enum vc_word_id
 * @nice: absolute nice level
 * @runlevel_start: of style sysv, or NULL
 * @runlevel_stop: the same
 */
struct guest {
	char dir[PATH_MAX];
	char base[NAME_MAX + 1];
	char vdir[PATH_MAX];
	uint32_t xid;
	uint32_t nid;
	bool net;
	enum net_stack stack;
	char *stack_of;
	enum init_style style;
	struct vc_word word[VC_WORDS];
	long nice;
	char *runlevel_start;
	char *runlevel_stop;
};

/* fills @guest; 0, or -1 after a message */
int config_read(const char *dir, struct guest *guest);

/* ---- locks: lock.c ---- */

/*
 * wait up to @seconds for a lock of that name; it lasts until it is released or
 * the process ends.  Its descriptor, or -1 after a message
 */
int lock_take(const char *name, int seconds);
void lock_release(int fd);

#define LOCK_SECONDS	300	/* that a start or stop may take */

int lock_guest(const char *dir, int seconds);

/* ---- scripts of the admin: scripts.c ---- */

/*
 * run the scripts of a flavour, in the current directory.  Return the status
 * of the first that failed; with @go_on all are run and failures ignored
 */
int scripts_run(const struct guest *guest, const char *flavour, bool go_on);

/* ---- network: net-config.c, net-link.c, net-claim.c, net-stack.c, net-tun.c ---- */

/* whether the device of an address is made for the guest */
enum net_kind {
	NET_THERE,
	NET_TUN,
	NET_TAP,
};

/**
 * struct net_interface - an address of a guest
 * @ipv6: which of the two kinds
 * @addr: network byte order; the first four bytes for IPv4
 * @prefix: length in bits
 * @dev: device to put it on; empty: it is there already
 * @label: of an IPv4 address, or empty
 * @down: the device is not set up
 * @nodad: other machines are not asked whether they have it
 * @asked: they are, by ARP; net_probe() says so
 * @told: they are told that we have it, by ARP; net_probe() says so
 * @routed: in a stack of its own, @gateway is the way to everywhere
 * @gateway: as @addr
 * @kind: @dev is made for the guest, or is there
 * @uid: who in the guest uses a device of the tun driver; -1: any user
 * @gid: the same, a group
 */
struct net_interface {
	bool ipv6;
	unsigned char addr[16];
	unsigned int prefix;
	char dev[16];
	char label[32];
	bool down;
	bool nodad;
	bool asked;
	bool told;
	bool routed;
	unsigned char gateway[16];
	enum net_kind kind;
	long uid;
	long gid;
};

/**
 * struct net_config - the addresses of a guest
 * @count: how many
 * @interface: the addresses
 * @bcast: broadcast address of the context; 0 for none; network byte order
 * @lback: loopback address of the context; 0 for the kernel's choice
 * @mark: of the packets that it sends
 */
struct net_config {
	size_t count;
	struct net_interface *interface;
	uint32_t bcast;
	uint32_t lback;
	struct vcmd_nmark_v0 mark;
};

int net_config_read(const char *dir, struct net_config *net);
void net_config_free(struct net_config *net);

/*
 * put the addresses on their devices, or take those off that we put there; 0,
 * or -1 after a message
 */
int net_up(const struct guest *guest, struct net_config *net);
int net_down(const struct guest *guest);

/* parts of it, on the devices of the caller's network namespace */
int net_set_up(const struct net_config *net);
/* @record: descriptor of the list of what was put on, or -1 */
int net_put_on(const struct guest *guest, const struct net_config *net,
	       int record);
int net_no_device(const struct net_interface *i);	/* the message; -1 */
/* a value of one character into /proc/sys/net/FAMILY/conf/DEV/NAME */
void net_set_device(const char *family, const char *dev, const char *name,
		    const char *value);

/* a device of the tun driver for the guest; 0, or -1 after a message */
int net_tun_make(const struct guest *guest, const struct net_interface *i);
/* the driver's node in the guest's /dev, when an address needs it */
int net_tun_node(const struct guest *guest, const struct net_config *net);

/*
 * a network namespace for a guest whose addresses are not on the host's devices,
 * with what belongs in it: its descriptor, or -1 after a message
 */
int net_stack_make(const struct guest *guest, struct net_config *net);

/*
 * the Ethernet address of a device in it: as unique on the wire as the first address
 * that the device has, of which it is made, and always the same
 */
void net_stack_mac(const struct net_interface *i, unsigned char mac[ETH_ALEN]);

/*
 * before the addresses are put on: does another machine have one; and after it: the
 * same for IPv6, and tell all others.  0, or -1 after a message (net-claim.c)
 */
int net_probe(struct net_config *net);
int net_settle(const struct net_config *net);

/* make the guest's network context with the caller in it, and finish it */
int net_create_context(const struct guest *guest,
		       const struct net_config *net);

/* ---- control group: cgroup.c ---- */

/* make vserver/<guest> and let the caller's children start in it */
int cgroup_create(const struct guest *guest);
int cgroup_join(const struct guest *guest, pid_t init);
/* end the freezing of the group of the guest's init and those above it */
void cgroup_thaw(const struct guest *guest, uint32_t xid);
/* kill what is in the groups */
void cgroup_kill(const struct guest *guest);
/* the same, and remove them; 0, or -1 after a message */
int cgroup_remove(const struct guest *guest);

/* ---- mounts: mounts.c ---- */

/* when an entry of fstab is mounted */
enum mount_pass {
	MOUNT_ROOT,		/* the entry of / */
	MOUNT_EARLY,		/* in the host's pid namespace */
	MOUNT_LATE,		/* proc and others that show namespaces */
};

/* a mount namespace of our own, from which nothing comes back */
int mounts_unshare(void);
int mounts_apply(const struct guest *guest, enum mount_pass pass);
/* the guest's root becomes the root, the old one is gone */
int mounts_pivot(const struct guest *guest);
/* open below the guest's root, which is hostile; see openat2(2) */
int mounts_open_in(const char *root, const char *path, int flags, int mode);

/* ---- init: init.c ---- */

/*
 * the start (or stop) command and the environment of init, from the
 * configuration and the style
 */
int init_command(const struct guest *guest, bool stop, struct conf_list *argv);
int init_environment(const struct guest *guest, struct conf_list *env);
int init_prepare(const struct guest *guest);
bool init_is_systemd(const struct guest *guest);

/* ---- terminals of the caller: relay.c ---- */

/**
 * struct relay - what a guest has instead of the caller's terminals and files
 * @end: descriptors for 0 to 2; -1: that one is neither
 * @control: the process that copies ends when this is closed
 * @pid: of that
 */
struct relay {
	int end[3];
	int control;
	pid_t pid;
};

/* begin to copy; 0, or -1 after a message */
int relay_start(struct relay *r);
/* in the process of the guest: use them; 0, or -1 with errno */
int relay_enter(const struct relay *r);
/* copy what is left, and end; once */
void relay_finish(struct relay *r);

/* ---- entering a running guest: enter.c ---- */

/**
 * struct enter - how to run a command in a guest
 * @user: name or number, NULL for root
 * @argv: the command
 * @pty: give it a terminal of the guest when we have one
 * @keep_env: give it all of the caller's environment
 */
struct enter {
	const char *user;
	char **argv;
	bool pty;
	bool keep_env;
};

/* run it; returns its exit status (128 + signal), 255 when it did not run */
int enter_run(const struct guest *guest, uint32_t xid,
	      const struct enter *enter);

/* ---- parts of commands: the caller has the guest's lock ---- */

int start_guest(struct front *front);		/* cmd-start.c */
int stop_guest(struct front *front);		/* cmd-stop.c */

/* the lock; a start of the guest that goes on for long is made to fail */
int stop_lock(const struct front *front);
/* a stop that leaves directory, environment and signals of ours alone */
int stop_in_child(struct front *front);
/* what a guest that does not run left on the host; 0, or -1 after a message */
int stop_leftovers(const char *dir);
/* no words follow the command; -1 after a message */
int stop_arguments(int argc, char **argv);

/* ---- helpers: run.c ---- */

/* of a signal that wants to end us, or 0, once they are caught */
extern volatile sig_atomic_t front_signal;
void front_catch_signals(void);

int front_reset_priority(void);		/* no better than usual */
int front_run(char *const argv[]);	/* run, wait: exit status, or 255 */
/* wait for a child; -1: it was killed after @seconds, or for a signal to us */
int front_wait(pid_t pid, int seconds, int *status);
int front_wait_gone(uint32_t xid, int seconds);	/* 0: it has ended */
int front_tasks(uint32_t xid);		/* tasks of a context, 0 when gone */
/* let the guest's contexts end with their last process */
void front_clear_persistent(const struct guest *guest, uint32_t xid);

#endif /* VSERVER_FRONT_H */
