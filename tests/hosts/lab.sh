#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# Three virtual machines with their own kernels: srv (kernel NFS server), alpha and beta (NFS 4.2 on /mnt/nfs, NFS 3 on
# /mnt/nfs3). Their root is the root of this machine, read-only, so they can run programs that were built here. The tests
# start them; manually:
#
#   lab.sh up DIRECTORY                  prepares and starts them; takes about a minute
#   lab.sh do DIRECTORY HOST COMMAND     runs a line of sh on the host, prints its output, exits with its status
#   lab.sh down DIRECTORY                stops them
#
# Exit status 77: this machine cannot run them; the reason is on standard output.
set -euo pipefail

here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
action=$1
lab=$(mkdir -p "$2" && realpath "$2")
exchange=$lab/exchange

skip() { echo "$*"; exit 77; }

check()
{
    local program
    ((EUID == 0)) || skip "needs root, to bridge network interfaces"
    for program in qemu-system-x86_64 busybox cpio rpc.nfsd mount.nfs rpcbind ip unshare nsenter; do
        PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || skip "needs $program"
    done
}

# A Debian kernel, unpacked and not installed, and an initial file system that mounts the root of this machine.
prepare()
{
    [[ ! -e $lab/prepared ]] || return 0
    mkdir -p "$lab"/{kernel,initrd/{bin,lib/modules,proc,sys,dev,root}} "$exchange"
    cd "$lab/kernel"
    local package version module
    package=$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
    apt-get download "$package" >/dev/null 2>&1 || skip "needs the package $package"
    dpkg -x linux-image*.deb .
    rm -f linux-image*.deb
    version=${package#linux-image-}
    depmod -b . "$version"
    python3 "$here/unpackkernel.py" "boot/vmlinuz-$version" vmlinux
    cp "$(command -v busybox)" "$lab/initrd/bin/busybox"
    cp "$here/initrd-init" "$lab/initrd/init"
    chmod +x "$lab/initrd/init"
    for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_net net_failover \
        failover 9pnet 9pnet_virtio netfs fscache 9p; do
        find lib/modules -name "$module.ko" -exec cp {} "$lab/initrd/lib/modules/" \;
    done
    (cd "$lab/initrd" && find . | cpio -o -H newc 2>/dev/null | gzip -1 >"$lab/initrd.gz")
    touch "$lab/prepared"
}

network()
{
    cat >"$exchange/network.sh" <<END
ip link set lo up
ip link add br0 type bridge
ip link set br0 up
for i in 1 2 3; do ip tuntap add dev tap\$i mode tap; ip link set tap\$i master br0 up; done
echo >'$exchange/network.up'
exec sleep infinity
END
    setsid unshare -n bash "$exchange/network.sh" </dev/null >"$exchange/network.log" 2>&1 &
    echo $! >"$exchange/network.pid"
    await "$exchange/network.up" 30 "$exchange/network.log"
}

# await FILE SECONDS LOG  Ends the script if the file does not appear in time.
await()
{
    local tries=0
    until [[ -e $1 ]]; do
        sleep 0.1
        if ((++tries > $2 * 10)); then
            tail -n 20 "$3" >&2 || true
            exit 1
        fi
    done
}

up()
{
    check
    prepare
    rm -f "$exchange"/*
    cp "$here"/guest-*.sh "$exchange/"
    network
    local number=0 host
    for host in srv alpha beta; do
        ((++number))
        python3 -c "import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, '$host').hex)" >"$exchange/machine-id.$host"
        setsid nsenter -t "$(<"$exchange/network.pid")" -n qemu-system-x86_64 -name "lockscope-$host" -accel tcg -cpu max \
            -smp 1 -m 384 -nographic -no-reboot -nodefaults -serial "file:$exchange/console.$host" \
            -kernel "$lab/kernel/vmlinux" -initrd "$lab/initrd.gz" \
            -append "console=ttyS0 quiet panic=1 net.ifnames=0 LAB_HOST=$host LAB_IP=10.98.0.$number LAB=$lab" \
            -virtfs local,path=/,mount_tag=host,security_model=none,readonly=on,multidevs=remap \
            -virtfs "local,path=$exchange,mount_tag=exchange,security_model=none" \
            -netdev "tap,id=n,ifname=tap$number,script=no,downscript=no" \
            -device "virtio-net-pci,netdev=n,mac=52:54:00:98:00:0$number" </dev/null >"$exchange/qemu.$host" 2>&1 &
        echo $! >"$exchange/pid.$host"
    done
    for host in srv alpha beta; do
        await "$exchange/up.$host" 600 "$exchange/console.$host"
    done
}

# The guests poll for files, because a serial line would mix the output of commands with messages of the kernel.
run()
{
    local host=$1 number=0
    while [[ -e $exchange/command.$host.$number ]]; do ((++number)); done
    printf '%s\n' "$2" >"$exchange/command.$host.$number"
    touch "$exchange/command.$host.$number.complete"
    until [[ -s $exchange/status.$host.$number ]]; do
        [[ -d /proc/$(<"$exchange/pid.$host") ]] || exit 1
        sleep 0.05
    done
    cat "$exchange/output.$host.$number"
    exit "$(<"$exchange/status.$host.$number")"
}

down()
{
    local name pid
    for name in pid.srv pid.alpha pid.beta network.pid; do
        pid=$(cat "$exchange/$name" 2>/dev/null) || continue
        kill -9 "$pid" 2>/dev/null || true
        rm -f "$exchange/$name"
    done
}

case $action in
up) up ;;
do) run "$3" "$4" ;;
down) down ;;
esac
