#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# tests/fuzz/fuzz.sh [SECONDS]  Builds the fuzz targets with clang, and has libFuzzer drive each for this time, 300 s by
# default. Its findings are in .build/fuzz/findings; PROGRAM FILE repeats it.
set -euo pipefail
seconds=${1:-300}
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../app/prepare.sh"

need "$app_needs" "$tests_needs" "$fuzz_needs"
cd "$project"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzz fuzz_targets
.build/fuzz/tests/fuzz/fuzz --write-seeds .build/fuzz/seeds
mkdir -p .build/fuzz/findings
for program in .build/fuzz/tests/fuzz/fuzz_*; do
    [[ -f $program ]] || continue # not a directory of its build
    target=${program##*/fuzz_}
    found=.build/fuzz/corpus/$target
    mkdir -p "$found"
    echo "$target: $seconds s"
    "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=65536 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix=".build/fuzz/findings/$target-" "$found" ".build/fuzz/seeds/$target"
done
