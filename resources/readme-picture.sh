#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# resources/readme-picture.sh LOCKSCOPE  Takes the picture of README: real programs hold, wait for and leave locks on a
# host named backup1, and the window shows them. Needs root, and borgbackup, rsync, perl, Xvfb, openbox, xdotool and
# scrot. Look at the picture before you keep it.
set -euo pipefail
program=$(realpath "${1:?usage: readme-picture.sh LOCKSCOPE}")
picture=$(realpath "$(dirname "${BASH_SOURCE[0]}")/screenshots")/window.png

# Everything happens in namespaces of its own: nothing of this host is changed, and nothing of it is in the picture.
if [[ ${LOCKSCOPE_IN_SCENE:-} != yes ]]; then
    LOCKSCOPE_IN_SCENE=yes exec setsid --wait unshare --mount --uts "$BASH" "${BASH_SOURCE[0]}" "$program"
fi
hostname backup1
exec 3>"$picture"
mount -t tmpfs scene /mnt
cp "$program" /mnt/lockscope
for directory in /tmp /srv /root /run /var/lib /var/cache/apt; do
    kept=$(mktemp -d)
    [[ $directory != /var/lib ]] || cp -a /var/lib/dpkg /var/lib/apt "$kept"
    mount -t tmpfs scene "$directory"
    [[ $directory != /var/lib ]] || cp -a "$kept/." "$directory"
done
mkdir -p /run/lock /run/user/0 /var/cache/apt/archives/partial /root/.config/lockscope
chmod 700 /run/user/0
printf '[help]\nwelcomed=true\n' >/root/.config/lockscope/lockscope.ini
printf '127.0.0.1 localhost\n127.0.1.1 backup1\n' >/tmp/hosts
mount --bind /tmp/hosts /etc/hosts
export HOME=/root BORG_HOST_ID=backup1 BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes LC_ALL=C.UTF-8 TZ=UTC DEBIAN_FRONTEND=readline
trap 'kill -KILL $(ps -o pid= -s $$ | grep -vw $$) 2>/dev/null || true' EXIT

# wait_for COMMAND...  Until the command succeeds.
wait_for() { until "$@" 2>/dev/null; do sleep 0.1; done; }
mkdir -p /srv/backup /srv/shop

# A backup that waits for a database dump that never comes, and one that was killed.
for repository in shop mail; do
    borg init -e none "/srv/backup/$repository" 2>/dev/null
    sleep infinity | borg create "/srv/backup/$repository::nightly" - &
    wait_for test -e "/srv/backup/$repository/lock.roster"
done
kill -KILL %2

# Last night's copy to a server that does not respond, and tonight's, which waits.
nightly=(flock /run/lock/nightly-rsync.lock rsync -a -e "sh -c 'sleep infinity'" /srv/shop/ nas:/backup/shop/)
"${nightly[@]}" &
wait_for test -e /run/lock/nightly-rsync.lock
sleep 1
"${nightly[@]}" &

# Two jobs that need the same two locks, in different order.
job() # NAME FIRST SECOND
{
    cat >"/srv/shop/$1" <<PERL
#!/usr/bin/perl
open my \$first, '>', '/srv/shop/$2';
open my \$second, '>', '/srv/shop/$3';
flock \$first, 2;
sleep 2;
flock \$second, 2;
PERL
    chmod +x "/srv/shop/$1"
    "/srv/shop/$1" &
}
job orders-export orders.lock stock.lock
job stock-sync stock.lock orders.lock

# An apt-get that waits for an answer in a forgotten terminal.
script -qc 'apt-get install --no-install-recommends cowsay' /dev/null </dev/zero >/dev/null 2>&1 &

Xvfb :97 -screen 0 1282x802x24 -nolisten tcp &
export DISPLAY=:97 XDG_RUNTIME_DIR=/run/user/0
wait_for xdotool getmouselocation >/dev/null
openbox 2>/dev/null &
sleep 2
/mnt/lockscope --theme light /srv /run/lock /var/lib/dpkg &
wait_for xdotool search --onlyvisible --name Lockscope >/dev/null
window=$(xdotool search --onlyvisible --name Lockscope | head -n 1)
xdotool windowsize "$window" 1280 778 windowmove "$window" 1 21
sleep "${LOCKSCOPE_SCENE_SECONDS:-120}" # so that the ages are not those of a demonstration
xdotool mousemove --window "$window" 480 152 click 1
sleep 2
scrot --overwrite /mnt/window.png
cat /mnt/window.png >&3
