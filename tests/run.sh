#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/run.sh [CTEST-ARGUMENT...]  Builds and runs every test, e.g. tests/run.sh -L unit, tests/run.sh -R inspect
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../app/prepare.sh"

need "$app_needs" "$tests_needs"
build dev -- all all_verify_interface_header_sets
cd "$project"
exec ctest --preset dev --parallel "$(nproc)" "$@"
