#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# app/run.sh [PATH...]  Builds Lockscope and shows the locks at these paths, or those of this host without paths.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

need "$app_needs"
build release -DLOCKSCOPE_BUILD_TESTS=OFF -- lockscope lockscopectl
window=$project/.build/release/app/lockscope/lockscope
terminal=$project/.build/release/app/lockscopectl/lockscopectl

if [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; then
    exec "$window" "$@"
fi
say "no display (DISPLAY and WAYLAND_DISPLAY are not set), using lockscopectl instead of the window."

# show ACCEPTED COMMAND...  Runs lockscopectl. A status in ACCEPTED reports a finding, not a failure.
failed=0
show()
{
    local accepted=$1 status=0
    shift
    "$terminal" "$@" || status=$?
    [[ $accepted == *$status* ]] || failed=$status
}

if (($#)); then
    directories=() others=()
    for path in "$@"; do
        if [[ -d $path && ! -L $path ]]; then directories+=("$path"); else others+=("$path"); fi
    done
    if ((${#others[@]})); then show 01 inspect -- "${others[@]}"; fi
    if ((${#directories[@]})); then show 01 scan -- "${directories[@]}"; fi
else
    say "kernel locks of this host:"
    show 01 system
    say "lock files of well-known programs:"
    # 4: this user cannot read some of the directories.
    show 014 scan --well-known
fi
exit "$failed"
