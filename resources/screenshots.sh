#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# resources/screenshots.sh  Makes the pictures anew: those that the tests compare with, and from them those of README.
# Look at each of them before you keep it.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../app/prepare.sh"

need "$app_needs" "$tests_needs"
build dev -- tst_pictures
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
HOME=$home TZ=UTC LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen LOCKSCOPE_NEW_PICTURES=1 "$project/.build/dev/tests/gui/tst_pictures"
for look in light dark; do
    cp "$project/tests/data/pictures/locks-$look.png" "$project/resources/screenshots/window-$look.png"
done
