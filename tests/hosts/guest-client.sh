#!/bin/bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# An NFS client, which waits until the server is up.
rpcbind -w
rpc.statd --no-notify
for _ in {1..120}; do
    mount -t nfs -o vers=4.2,soft,timeo=50,retrans=2 srv:/ /mnt/nfs && break
    sleep 1
done
mount -t nfs -o vers=3,soft,timeo=50,retrans=2 srv:/srv/share /mnt/nfs3
# During the grace period, the server refuses new locks so that earlier clients can reclaim theirs.
flock /mnt/nfs/grace true
