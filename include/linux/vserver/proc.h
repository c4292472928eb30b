/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer and /proc; included by fs/proc/ and kernel/vserver/.
 */
#ifndef _LINUX_VSERVER_PROC_H
#define _LINUX_VSERVER_PROC_H

#include <linux/seq_file.h>
#include <linux/types.h>

struct inode;
struct pid;
struct pid_namespace;
struct proc_dir_entry;
struct task_struct;

/* the two trees: /proc/virtual and /proc/virtnet */
enum vserver_proc_tree {
	VSERVER_PROC_VX,
	VSERVER_PROC_NX,
	VSERVER_PROC_TREES,
};

#ifdef CONFIG_VSERVER

/* fs/proc/vserver.c */
void vserver_proc_add(enum vserver_proc_tree tree, u32 id);
void vserver_proc_remove(enum vserver_proc_tree tree, u32 id);
bool vserver_proc_is_static(const struct inode *inode);
bool vserver_proc_may_access(const struct inode *inode, int mask);
void vserver_proc_register(struct proc_dir_entry *de);
bool vserver_proc_sees(const struct proc_dir_entry *de);
bool vserver_proc_shows(const struct inode *inode);
bool vserver_proc_has_iattr(const struct inode *inode);
u32 vserver_proc_get_iattr(const struct inode *inode);
void vserver_proc_set_iattr(const struct inode *inode, u32 flags, u32 mask);

/* kernel/vserver/proc_net.c */
const struct seq_operations *
vserver_proc_net_ops(const char *name, const struct seq_operations *ops);

/* kernel/vserver/proc.c */
typedef int (*vserver_show_t)(struct seq_file *m, u32 id);
const char *vserver_proc_file(enum vserver_proc_tree tree, unsigned int nr,
			      bool per_id, vserver_show_t *show);
bool vserver_iattr_visible(u32 flags);
bool vserver_proc_visible(enum vserver_proc_tree tree, u32 id);
bool vserver_proc_next(enum vserver_proc_tree tree, unsigned long *id);
void vserver_task_status(struct seq_file *m, struct task_struct *task);
int proc_pid_vx_info(struct seq_file *m, struct pid_namespace *ns,
		     struct pid *pid, struct task_struct *task);
int proc_pid_nx_info(struct seq_file *m, struct pid_namespace *ns,
		     struct pid *pid, struct task_struct *task);

/* what the tables of /proc/<pid> gain */
#define VSERVER_PID_ENTRIES					\
	ONE("vinfo", 0444, proc_pid_vx_info),			\
	ONE("ninfo", 0444, proc_pid_nx_info),

#else

static inline void vserver_proc_register(struct proc_dir_entry *de) { }

static inline bool vserver_proc_sees(const struct proc_dir_entry *de)
{
	return true;
}

static inline void vserver_task_status(struct seq_file *m,
				       struct task_struct *task) { }

#define VSERVER_PID_ENTRIES

#endif /* CONFIG_VSERVER */
#endif /* _LINUX_VSERVER_PROC_H */
