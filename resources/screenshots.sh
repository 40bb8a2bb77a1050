#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

# resources/screenshots.sh  Takes the pictures that the tests compare with. Look at each of them before you keep it. The
# picture of README is taken by readme-picture.sh.
set -euo pipefail
# shellcheck source=app/prepare.sh
source "$(dirname "${BASH_SOURCE[0]}")/../app/prepare.sh"

need "$app_needs" "$tests_needs"
build dev -- tst_pictures
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
HOME=$home TZ=UTC LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen FONTCONFIG_FILE=$project/.build/dev/tests/fonts/fonts.conf \
    LOCKSCOPE_NEW_PICTURES=1 "$project/.build/dev/tests/gui/tst_pictures"
