#!/bin/sh
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# Runs every command of lockscopectl under valgrind: valgrind.sh LOCKSCOPECTL
# Prints one line for each command, and the output of a command with errors. Fails if there was any.

set -u
[ $# -eq 1 ] || { echo "usage: $0 LOCKSCOPECTL" >&2; exit 2; }
command -v valgrind >/dev/null || { echo "valgrind.sh: valgrind is not installed" >&2; exit 2; }
program=$(realpath "$1")
suppressions=$(dirname "$(realpath "$0")")/valgrind.supp
directory=$(mktemp -d)
holder=
trap 'test -z "$holder" || kill "$holder"; rm -rf "$directory"' EXIT
cd "$directory" || exit 2
# The code that PCRE generates for regular expressions reads whole vectors, beyond the end of a text.
export QT_ENABLE_REGEXP_JIT=0
export XDG_STATE_HOME="$directory/state" XDG_CONFIG_HOME="$directory/config"

failed=0
# Only errors and definite leaks count: what Qt and the C library keep until the end is no leak.
memcheck() {
    valgrind --quiet --suppressions="$suppressions" --error-exitcode=99 --leak-check=full \
        --errors-for-leak-kinds=definite --child-silent-after-fork=yes "$@"
}
check() {
    memcheck "$program" "$@" >output 2>&1 </dev/null
    status=$?
    if [ "$status" -eq 99 ] || [ "$status" -gt 128 ]; then
        failed=1
        echo "FAILED ($status): lockscopectl $*"
        cat output
    else
        echo "passed ($status): lockscopectl $*"
    fi
}

# A holder of a kernel lock, markers whose owner has exited, and what other programs leave.
sh -c : & exited=$!
wait "$exited"
mkdir locks locks/data.lock
echo "$exited" >locks/stale.pid
echo "$$" >locks/held.pid
: >locks/empty.lock
: >locks/flocked.lock
printf ' %s\n' "$exited" >locks/zc.lock
printf '{"pid":%s,"hostname":"%s"}' "$exited" "$(hostname)" >locks/agent.lock
ln -s "$(hostname):$exited" locks/wlock
flock locks/flocked.lock sleep 1000 &
holder=$!
until [ -n "$("$program" system --json locks/flocked.lock 2>/dev/null)" ]; do :; done

check --help
check --version
check kinds
check kinds --json
check formats
check formats rtorrent
check formats --json
check formats --explain locks/agent.lock
cat >acme.toml <<'EOF'
[[format]]
id = "acme"
title = "ACME lock"
names = ["acme.lock"]
content = '''^acme {pid}\n$'''
[[format.sample]]
path = "acme.lock"
text = "acme 4242\n"
pid = 4242
EOF
check formats --check acme.toml
check inspect locks/*
check inspect --json locks/*
check inspect --wide locks/stale.pid locks/absent
check inspect --check locks/held.pid
check scan locks
check scan --json --all /tmp
check scan --well-known
check system
check system --json
check system --pid "$holder"
check who locks/flocked.lock
check who --json locks/flocked.lock
check wait --timeout 0 locks/flocked.lock
check wait --timeout 0 locks/empty.lock
check metrics locks
for kind in zc zc-simple link symlink mkdir pid openlock fcntl; do
    check run --timeout 0 "$kind" "new-$kind" -- true
    check hold --timeout 0 "$kind" "new-$kind"
done
check run --timeout 0 sqlite new-sqlite --database locks.db -- true
check inspect locks.db
check run --timeout 0 zc locks/flocked.lock -- true
check break --dry-run locks/stale.pid
check break --json locks/stale.pid
check break locks/held.pid
check break --force locks/agent.lock
check broken
check broken --json
check undo
check orphans locks
check orphans --clean locks
check signal 0 locks/flocked.lock
check signal 0 locks/held.pid
# Until it reports that it watches, which may take long here.
mkfifo events
memcheck "$program" watch --json locks >events 2>output &
watcher=$!
sed '/"event":"ready"/q' <events >/dev/null
kill -INT "$watcher"
wait "$watcher"
status=$?
[ "$status" -ne 99 ] || { failed=1; echo "FAILED ($status): lockscopectl watch"; cat output; }
check history
check history --json
check no-such-command

exit "$failed"
