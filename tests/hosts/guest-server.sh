#!/bin/bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# The NFS server, with a short lease so that a test can wait until it expires.
modprobe -d "$LAB/kernel" nfsd
mount -t nfsd nfsd /proc/fs/nfsd
mkdir -p /srv/share
chmod 777 /srv/share
echo '/srv/share 10.98.0.0/24(rw,sync,no_subtree_check,no_root_squash,fsid=0)' >/run/exports
[ -e /etc/exports ] && mount --bind /run/exports /etc/exports
rpcbind -w
rpc.statd --no-notify
echo 10 >/proc/fs/nfsd/nfsv4leasetime
echo 10 >/proc/fs/nfsd/nfsv4gracetime
rpc.mountd
rpc.nfsd 4
exportfs -ra
