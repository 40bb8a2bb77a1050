#!/bin/sh
# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT
#
# Who holds this? For the Files program of GNOME: it shows the scripts in
# ~/.local/share/nautilus/scripts in the context menu, and passes the selected
# paths one per line.

printf '%s' "$NAUTILUS_SCRIPT_SELECTED_FILE_PATHS" | tr '\n' '\0' | xargs -0 -r lockscope --
