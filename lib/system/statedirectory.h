// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <filesystem>

namespace Lockscope {

// Exported functions are for Lockscope::Etcd.

/// $HOME if that is an absolute path, otherwise the home directory in the user database; empty if the user has none.
std::filesystem::path homeDirectory();

/// The directory for data that outlives a program, e.g. the journal of broken locks: `lockscope` in the state directory
/// of the XDG Base Directory Specification, which is $XDG_STATE_HOME if that is an absolute path, otherwise
/// ~/.local/state. Does not check whether it exists. StateFailed if the user has no home directory.
Result<std::filesystem::path> stateDirectoryPath();

/// The same; creates it if it does not exist, with all directories above it, with mode 0700. StateFailed if it cannot
/// be created, is not a directory, or belongs to another user: with `sudo` without -H, HOME may still be that of
/// another user, who could not write to files that root creates there.
LOCKSCOPE_EXPORT Result<std::filesystem::path> stateDirectory();

/// The same without creating it, if it may not exist. StateFailed if it belongs to another user, whose files must not
/// be opened.
LOCKSCOPE_EXPORT Result<std::filesystem::path> ownStateDirectory();

/// The directory for the user's configuration: `lockscope` in $XDG_CONFIG_HOME, otherwise in ~/.config. Empty if the
/// user has no home directory.
LOCKSCOPE_EXPORT std::filesystem::path configDirectoryPath();

} // namespace Lockscope
