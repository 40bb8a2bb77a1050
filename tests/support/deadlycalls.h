// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

enum class End
{
    Done,
    Failed,
    Killed,
};

/// Which calls a file system has.
enum class FileSystem
{
    Full,
    Plain, ///< renameat2() has no flags: no name changes places with another, or is kept if it exists
};

/// Runs the function in a forked child, which is killed right before its nth call that changes something; 0: it is not
/// killed. Counts the calls of the library and those of SQLite: between two of them nothing on the disk differs, so
/// that a kill at another call has the same effect.
End runAndKill(int nth, FileSystem fileSystem, const std::function<bool()> &act);
