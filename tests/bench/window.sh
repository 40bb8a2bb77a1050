#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/window.sh [--write]  Measures the window with a release build and prints the table; --write puts it below
# "The window" in tests/bench/RESULTS.md. Nothing here passes or fails.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

need "$app_needs" "$tests_needs" "$bench_needs"
build bench -- windowbench

title='# The window'
load=$(cut -d ' ' -f 1 /proc/loadavg)
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
table=$("$project/.build/bench/tests/bench/windowbench")
section=$(printf '%s\n\n%s; %s processors, Linux %s, platform %s; load %s before. Written by `tests/bench/window.sh --write`.\n\n%s' \
    "$title" "$(date +%F)" "$(nproc)" "$(uname -r)" "$QT_QPA_PLATFORM" "$load" "$table")
printf '%s\n' "$section"
if [[ ${1:-} == --write ]]; then
    results=$project/tests/bench/RESULTS.md
    # It is the last section: what follows its title is replaced.
    rest=$(sed "/^$title\$/,\$d" "$results")
    printf '%s\n\n%s\n' "$rest" "$section" >"$results"
fi
