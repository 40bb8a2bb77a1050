#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# build.sh PROJECT BUILD [CMAKE-OPTION...]  Builds the programs as app/run.sh does. Fails on warnings, on debug
# information, and if lockscopectl is larger than it should be.
set -euo pipefail
project=$1 build=$2
shift 2
largest=$((5 * 1000 * 1000))

cd "$project"
cmake --preset release -B "$build" -DLOCKSCOPE_BUILD_TESTS=OFF -DCMAKE_COMPILE_WARNING_AS_ERROR=ON "$@"
cmake --build "$build"

for program in lockscope lockscopectl; do
    if readelf --sections --wide "$build/app/$program/$program" | grep -q ' \.debug_info '; then
        echo "$program contains debug information" >&2
        exit 1
    fi
done
strip -o "$build/stripped" "$build/app/lockscopectl/lockscopectl"
size=$(stat -c %s "$build/stripped")
echo "lockscopectl: $size bytes"
((size < largest)) || { echo "lockscopectl is larger than $largest bytes" >&2; exit 1; }
