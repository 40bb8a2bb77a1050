#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/watching.sh [--write]  Measures the cost of watching and the latency of events, with a release build, and
# prints the table; --write puts it below "Watching" in tests/bench/RESULTS.md. Nothing here passes or fails.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

need "$app_needs" "$tests_needs" "$bench_needs"
build bench -- lockscopectl

exec python3 -B "$project/tests/bench/watching.py" "$project/.build/bench/app/lockscopectl/lockscopectl" \
    "$project/tests/bench/RESULTS.md" "$@"
