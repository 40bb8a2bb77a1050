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

load=$(cut -d ' ' -f 1 /proc/loadavg)
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
table=$("$project/.build/bench/tests/bench/windowbench")
text=$(printf '%s; %s processors, Linux %s, platform %s; load %s before. Written by `tests/bench/window.sh --write`.\n\n%s' \
    "$(date +%F)" "$(nproc)" "$(uname -r)" "$QT_QPA_PLATFORM" "$load" "$table")
printf '%s\n' "$text"
if [[ ${1:-} == --write ]]; then
    python3 -B "$project/tests/bench/section.py" "$project/tests/bench/RESULTS.md" 'The window' <<<"$text"
fi
