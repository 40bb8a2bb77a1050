#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# build.sh PKGCONFIG-DIRECTORY BUILD-DIRECTORY COMPILER...  Builds the console program with only a compiler and pkg-config.
set -euo pipefail
export PKG_CONFIG_PATH=$1
build=$2
shift 2

mkdir -p "$build"
read -ra flags <<<"$(pkg-config --cflags lockscope)"
read -ra libraries <<<"$(pkg-config --libs lockscope)"
objects=()
for source in "$(dirname "$0")"/../console/*.cpp; do
    objects+=("$build/$(basename "$source" .cpp).o")
    "$@" -std=c++20 "${flags[@]}" -c "$source" -o "${objects[-1]}"
done
"$@" "${objects[@]}" "${libraries[@]}" -o "$build/consumer"
"$build/consumer"
