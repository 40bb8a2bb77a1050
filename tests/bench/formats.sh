#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/formats.sh [--write]  Measures the catalogue of formats with a release build and prints the table; --write
# puts it below "Formats" in tests/bench/RESULTS.md. Nothing here passes or fails.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

need "$app_needs" "$tests_needs" "$bench_needs"
build bench -- formatsbench

load=$(cut -d ' ' -f 1 /proc/loadavg)
table=$("$project/.build/bench/tests/bench/formatsbench")
text=$(printf '%s; %s processors, Linux %s; load %s before. Written by `tests/bench/formats.sh --write`.\n\n%s' \
    "$(date +%F)" "$(nproc)" "$(uname -r)" "$load" "$table")
printf '%s\n' "$text"
if [[ ${1:-} == --write ]]; then
    python3 -B "$project/tests/bench/section.py" "$project/tests/bench/RESULTS.md" 'Formats' <<<"$text"
fi
