/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux-VServer: the blobs that the LSM framework keeps for us.
 */
#ifndef _KERNEL_VSERVER_LSM_H
#define _KERNEL_VSERVER_LSM_H

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/ipc.h>
#include <linux/lsm_hooks.h>

struct dentry;
struct file;
struct fown_struct;
struct inode;
struct mnt_idmap;
struct path;
struct qstr;
struct sk_buff;
struct sock;
struct sockaddr_nl;
struct socket;
struct vx_info;

extern struct lsm_blob_sizes vserver_blob_sizes;

/**
 * struct vx_cred_blob - what a credential carries
 * @vxi: the context that bounds its capabilities, with a reference; NULL for
 *	the host
 */
struct vx_cred_blob {
	struct vx_info *vxi;
};

static inline struct vx_cred_blob *vx_cred(const struct cred *cred)
{
	return cred->security + vserver_blob_sizes.lbs_cred;
}

/**
 * struct vx_ipc_blob - what a System V IPC object carries
 * @owner: &vx_info.serial of its creator, 0 for the host's
 */
struct vx_ipc_blob {
	u64 owner;
};

static inline struct vx_ipc_blob *vx_ipc(const struct kern_ipc_perm *perm)
{
	return perm->security + vserver_blob_sizes.lbs_ipc;
}

/**
 * struct vx_sb_blob - what a super block carries
 * @owner: &vx_info.serial of who mounted it first, 0 for the host
 * @type: row of its type, once somebody asked: see vx_fs_class()
 */
struct vx_sb_blob {
	u64 owner;
	const struct vx_fs_type *type;
};

static inline struct vx_sb_blob *vx_sb(const struct super_block *sb)
{
	return sb->s_security + vserver_blob_sizes.lbs_superblock;
}

/* what a guest may do on a file system, see boundary.h */
enum vx_fs_class {
	VX_FS_REFUSED,
	VX_FS_ORDINARY,
	VX_FS_PROC,
	VX_FS_SYSFS,
	VX_FS_CGROUP,
	VX_FS_READONLY,
	VX_FS_OWNED,
};

/**
 * struct vx_fs_type - a type of file system
 * @name: its name
 * @class: what a guest may do on one
 * @ccap: VXC_* that lets a guest mount one, 0 for never
 */
struct vx_fs_type {
	const char		*name;
	enum vx_fs_class	class;
	u64			ccap;
};

/* fstype.c */
const struct vx_fs_type *vx_fs_type_of(const char *name);
enum vx_fs_class vx_fs_class(const struct super_block *sb);

void vx_cred_reduce(struct cred *cred);

/* hooks of lsm_task.c; the one for the scheduler is also that for pages */
int vserver_ptrace_access_check(struct task_struct *child, unsigned int mode);
int vserver_ptrace_traceme(struct task_struct *parent);
int vserver_task_setscheduler(struct task_struct *task);
int vserver_task_setnice(struct task_struct *task, int nice);
int vserver_task_setioprio(struct task_struct *task, int ioprio);
int vserver_task_prlimit(const struct cred *cred, const struct cred *tcred,
			 unsigned int flags);
int vserver_task_alloc(struct task_struct *task, unsigned long flags);
int vserver_file_send_sigiotask(struct task_struct *task,
				struct fown_struct *fown, int sig);
int vserver_file_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* the hook of lsm_netlink.c */
int vserver_netlink_send(struct sock *sk, struct sk_buff *skb);

/* the hook of raw.c */
int vserver_socket_setsockopt(struct socket *sock, int level, int optname);

/* the hook of traffic.c */
int vserver_sock_rcv_skb(struct sock *sk, struct sk_buff *skb);

/* hooks of lsm_inode.c */
int vserver_inode_alloc_security(struct inode *inode);
int vserver_inode_permission(struct inode *inode, int mask);
int vserver_file_receive(struct file *file);
int vserver_file_lock(struct file *file, unsigned int cmd);
int vserver_path_notify(const struct path *path, u64 mask,
			unsigned int obj_type);
int vserver_inode_getattr(const struct path *path);
int vserver_inode_setattr(struct mnt_idmap *idmap, struct dentry *dentry,
			  struct iattr *attr);
int vserver_inode_mknod(struct inode *dir, struct dentry *dentry, umode_t mode,
			dev_t dev);
int vserver_inode_unlink(struct inode *dir, struct dentry *dentry);
int vserver_inode_init_security_anon(struct inode *inode,
				     const struct qstr *name,
				     const struct inode *context);
int vserver_inode_setxattr(struct mnt_idmap *idmap, struct dentry *dentry,
			   const char *name, const void *value, size_t size,
			   int flags);
int vserver_inode_removexattr(struct mnt_idmap *idmap, struct dentry *dentry,
			      const char *name);
int vserver_inode_set_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			  const char *name, struct posix_acl *acl);
int vserver_inode_remove_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			     const char *name);
void vserver_inode_post_setxattr(struct dentry *dentry, const char *name,
				 const void *value, size_t size, int flags);
void vserver_inode_post_removexattr(struct dentry *dentry, const char *name);
int vserver_inode_copy_up_xattr(struct dentry *src, const char *name);

/* ---- file systems: mount.c ---- */
int vserver_path_chmod(const struct path *path, umode_t mode);
int vserver_path_chown(const struct path *path, kuid_t uid, kgid_t gid);
int vserver_fs_context_parse_param(struct fs_context *fc,
				   struct fs_parameter *param);

#endif /* _KERNEL_VSERVER_LSM_H */
