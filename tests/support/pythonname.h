// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// openlock's Python peers honour a holder only if its command line has the word python. Restarts this program with it,
/// if it is not there yet. Call it first in main().
void restartWithPythonInName(char *argv[]);
