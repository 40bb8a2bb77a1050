#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/bench/inspection.sh [--write] [--million]  Measures the cost of inspection, with a release build, and prints
# the table; --write puts it below "Inspection" in tests/bench/RESULTS.md, --million adds a directory tree of a million
# locks.
# Nothing here passes or fails.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

need "$app_needs" "$tests_needs" "$bench_needs"
build bench -- lockscopectl lockactor scanwalk qtcorestart

exec python3 -B "$project/tests/bench/inspection.py" "$project/.build/bench" "$project/tests/bench/RESULTS.md" "$@"
