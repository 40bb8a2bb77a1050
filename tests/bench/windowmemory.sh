#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/windowmemory.sh PROGRAM  Shows 100,000 stale locks in the window PROGRAM, with the details of one, and prints
# the memory and the CPU time of the process when it is idle after the scan. Nothing here passes or fails.
set -euo pipefail

directory=$(mktemp -d /dev/shm/windowmemory-XXXXXX)
trap 'rm -rf "$directory"' EXIT
mkdir -m 700 "$directory/home"
for project in {1..200}; do
    mkdir "$directory/project-$project"
    for lock in {1..500}; do
        printf ' %d\n' $((4140000 + lock * 100)) >"$directory/project-$project/job-$lock.lock"
    done
done
export QT_QPA_PLATFORM=offscreen DBUS_SESSION_BUS_ADDRESS=
export HOME="$directory/home" XDG_RUNTIME_DIR="$directory/home"
export XDG_CONFIG_HOME="$directory/home/config" XDG_STATE_HOME="$directory/home/state"
"$1" --new-window "$directory" 2>/dev/null &
window=$!

# Idle: the main thread sleeps, and the process used less than 3 % of a processor for three times 4 seconds.
idle=0 before=0
while ((idle < 3)); do
    sleep 4
    read -r _ _ state _ _ _ _ _ _ _ _ _ _ user system _ <"/proc/$window/stat"
    if [[ $state == S ]] && ((user + system - before < 12)); then
        idle=$((idle + 1))
    else
        idle=0
    fi
    before=$((user + system))
done
grep -E '^(VmHWM|VmRSS|RssAnon):' "/proc/$window/status"
printf 'CPU:\t%d ticks\n' "$before"
kill "$window"
wait "$window" || true
