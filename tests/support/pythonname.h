// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// openlock's Python peers respect a holder only if its command line contains the word python. Re-executes this program
/// with it if necessary. Call it first in main().
void restartWithPythonInName(char *argv[]);
