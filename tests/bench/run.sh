#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/run.sh [--write] [BENCHMARK-ARGUMENT...]  Measures a release build and prints the table; --write saves it
# to tests/bench/RESULTS.md. Example: tests/bench/run.sh --benchmark_filter=uncontended
# It takes some minutes. Nothing here passes or fails.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

keep=
if [[ ${1:-} == --write ]]; then
    keep=$project/tests/bench/RESULTS.md
    shift
fi

need "$app_needs" "$tests_needs" "$bench_needs"
build bench -- lockscope_bench

# The cost of a lock file depends on its file system: temporary files, the project's disk and memory, each type once.
chosen=() kinds=()
for place in "${TMPDIR:-/tmp}" "$project/.build" /dev/shm; do
    kind=$(df --output=fstype "$place" 2>/dev/null | tail -n 1) || continue
    [[ " ${kinds[*]} " != *" $kind "* ]] || continue
    kinds+=("$kind")
    chosen+=("$place")
done
export LOCKSCOPE_BENCH_PLACES
LOCKSCOPE_BENCH_PLACES=$(IFS=: && printf '%s' "${chosen[*]}")

[[ ! -w /dev/shm ]] || export LOCKSCOPE_BENCH_MEMORY=/dev/shm

output=$project/.build/bench/results.json
say "measuring, this takes some minutes"
"$project/.build/bench/tests/bench/lockscope_bench" --benchmark_out="$output" --benchmark_out_format=json "$@" >/dev/null
table=$(python3 -B "$project/tests/bench/table.py" "$output" "${kinds[@]}")
printf '%s\n' "$table"
if [[ -n $keep ]]; then
    # The sections below were measured by other scripts.
    others=$(sed -n '/^# Inspection$/,$p' "$keep")
    printf '%s\n' "$table" ${others:+"" "$others"} >"$keep"
fi
