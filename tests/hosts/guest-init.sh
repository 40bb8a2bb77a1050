#!/bin/bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# Process 1 of a virtual machine: sets it up as a separate host, then runs the commands that appear in the exchange directory.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/root LC_ALL=C.UTF-8
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs tmpfs /run
mount -t devtmpfs dev /dev 2>/dev/null
for word in $(</proc/cmdline); do case $word in LAB*=*) export "${word?}" ;; esac; done
hostname "$LAB_HOST"
mkdir -p /run/root
mount -t tmpfs tmpfs /mnt
mkdir -p /mnt/x /mnt/nfs /mnt/nfs3
mount -t 9p -o trans=virtio,version=9p2000.L,msize=262144,cache=none exchange /mnt/x
mount -t tmpfs tmpfs /var/lib/nfs
mkdir -p /var/lib/nfs/{sm,sm.bak,v4recovery,rpc_pipefs,nfsdcltrack}
touch /var/lib/nfs/{state,etab,rmtab}
mount -t tmpfs tmpfs /srv
printf '127.0.0.1 localhost\n10.98.0.1 srv\n10.98.0.2 alpha\n10.98.0.3 beta\n' >/run/hosts
mount --bind /run/hosts /etc/hosts
cp "/mnt/x/machine-id.$LAB_HOST" /run/machine-id
[ -e /etc/machine-id ] && mount --bind /run/machine-id /etc/machine-id
ip link set lo up
ip addr add "$LAB_IP/24" dev eth0
ip link set eth0 up
modprobe -d "$LAB/kernel" -a nfs nfsv4 nfsv3 lockd
case $LAB_HOST in
srv) bash /mnt/x/guest-server.sh ;;
*) bash /mnt/x/guest-client.sh ;;
esac >"/mnt/x/log.$LAB_HOST" 2>&1
touch "/mnt/x/up.$LAB_HOST"
number=0
while :; do
    command=/mnt/x/command.$LAB_HOST.$number
    if [ -f "$command.complete" ]; then
        bash "$command" >"/mnt/x/output.$LAB_HOST.$number" 2>&1 </dev/null
        echo $? >"/mnt/x/status.$LAB_HOST.$number"
        number=$((number + 1))
    else
        sleep 0.2
    fi
done
