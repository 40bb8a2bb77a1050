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

/// The calls that a file system supports.
enum class FileSystem
{
    Full,
    Plain, ///< renameat2() accepts no flags: names cannot be exchanged, and an existing name is always replaced
};

/// Runs the function in a forked child, which is killed right before its Nth call that changes something; 0: it is not
/// killed. Counts the calls of the library and those of SQLite. Nothing on the disk changes between two of them, so a
/// kill at another call has the same effect.
End runAndKill(int nth, FileSystem fileSystem, const std::function<bool()> &act);
