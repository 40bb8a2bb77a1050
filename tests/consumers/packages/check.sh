#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# check.sh PROJECT BUILD  Makes the Debian packages in the directory BUILD, checks them with lintian, and on a bare Debian
# installs, uses, upgrades and removes them. Requires root, for chroot.
set -euo pipefail
project=$1 build=$2

((EUID == 0)) || { echo "needs root: installs the packages on a bare Debian" >&2; exit 1; }

# The options of Debian's own packages, except debug information, which would be stripped.
export DEB_CXXFLAGS_STRIP=-g
CXXFLAGS=$(dpkg-buildflags --get CXXFLAGS) LDFLAGS=$(dpkg-buildflags --get LDFLAGS)
CXXFLAGS+=" $(dpkg-buildflags --get CPPFLAGS)"
export CXXFLAGS LDFLAGS
cd "$project"
cmake --preset package -B "$build"
cmake --build "$build"
rm -rf "$build/1" "$build/2"
for revision in 1 2; do
    cmake -B "$build" -DLOCKSCOPE_PACKAGE_RELEASE=$revision >/dev/null
    cpack --config "$build/CPackConfig.cmake" -B "$build/$revision"
done

# Suppressed: what a distribution adds (its address, its bug number, the symbols of its architectures); /var/lib/dpkg,
# which is only inspected; -fPIC, which Qt's headers need; the scripts that CPack adds beside the trigger for ldconfig; and
# jQuery, which Doxygen puts into its pages.
suppressed=bogus-mail-host,bogus-mail-host-in-debian-changelog,initial-upload-closes-no-bugs,no-symbols-control-file
suppressed+=,uses-dpkg-database-directly,pkg-config-bad-directive,maintscript-calls-ldconfig,embedded-javascript-library
lintian --allow-root --fail-on error,warning --suppress-tags "$suppressed" "$build"/1/*.deb

root=$(mktemp -d)
chmod 755 "$root"
trap 'umount -l "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >/dev/null
cp /etc/apt/sources.list.d/*.sources "$root/etc/apt/sources.list.d/" 2>/dev/null && rm -f "$root/etc/apt/sources.list"
cp /etc/apt/apt.conf.d/* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp -r "$build/1" "$build/2" "$project/tests/consumers/console" "$project/tests/consumers/qml" "$root/root/"
mount -t proc proc "$root/proc"
env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" bash -euo pipefail -s <<'IN_DEBIAN'
export DEBIAN_FRONTEND=noninteractive
cd /root
apt-get -qq update
apt-get -qq install -y --no-install-recommends ./1/{liblockscope0,lockscope,lockscopectl}[._]*.deb >/dev/null
lockscopectl --version
touch job.lock
lockscopectl run zc-simple job.lock -- lockscopectl inspect job.lock | grep held
# The packages of the window and the terminal program need no other packages of Lockscope.
if dpkg-query -W liblockscope-dev 2>/dev/null; then exit 1; fi

apt-get -qq install -y --no-install-recommends ./1/*.deb g++ cmake make pkg-config qt6-declarative-dev >/dev/null
for program in console qml; do
    cmake -S "$program" -B "build-$program" >/dev/null
    cmake --build "build-$program" >/dev/null
    QT_QPA_PLATFORM=offscreen "build-$program/consumer"
done

apt-get -qq install -y --no-install-recommends ./2/*.deb >/dev/null
[[ $(dpkg-query -W -f '${Version}' lockscopectl) == *-2 ]]
lockscopectl inspect job.lock

apt-get -qq purge -y '*lockscope*' >/dev/null
left=$(find /usr /etc /var -path /var/log -prune -o -iname '*lockscope*' -print)
[[ -z $left ]] || { echo "files that remain after removal: $left" >&2; exit 1; }
echo "packages: installed, used, upgraded and removed"
IN_DEBIAN
