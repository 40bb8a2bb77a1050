#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# app/run.sh [PATH...]  Builds Lockscope and shows the locks on these paths; without paths those of this machine.
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
say "no display (DISPLAY and WAYLAND_DISPLAY are not set): the terminal program does the same job."

# show ACCEPTED COMMAND...  The window ends with 0 whatever it shows: a status that is only a finding is no failure here.
failed=0
show()
{
    local accepted=$1 status=0
    shift
    "$terminal" "$@" || status=$?
    [[ $accepted == *$status* ]] || failed=$status
}

if (($#)); then
    folders=() others=()
    for path in "$@"; do
        if [[ -d $path && ! -L $path ]]; then folders+=("$path"); else others+=("$path"); fi
    done
    if ((${#others[@]})); then show 01 inspect -- "${others[@]}"; fi
    if ((${#folders[@]})); then show 01 scan -- "${folders[@]}"; fi
else
    say "kernel locks of this machine:"
    show 01 system
    say "lock files in the places of well-known programs:"
    # 4: some folder there is not for this user.
    show 014 scan --well-known
fi
exit "$failed"
