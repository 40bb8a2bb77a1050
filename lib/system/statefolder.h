// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/result.h>

#include <filesystem>

namespace Lockscope {

/// Where this user's Lockscope keeps what outlives a program, e.g. which locks it broke: `lockscope` in the folder that
/// the XDG Base Directory Specification gives to state, which is $XDG_STATE_HOME where that is an absolute path, else
/// ~/.local/state; home is $HOME, or what the user database says. Does not look whether it is there. StateFailed where
/// the user has no home.
Result<std::filesystem::path> stateFolderPath();

/// The same, made where it is missing, with all folders above it, mode 0700. StateFailed where it cannot be made, is
/// not a folder, or belongs to another user: under `sudo` without -H, HOME may still be another's, and what root leaves
/// there its owner could no longer write.
Result<std::filesystem::path> stateFolder();

/// Where this user's Lockscope is told what it cannot know: `lockscope` in $XDG_CONFIG_HOME, else in ~/.config. Empty
/// where the user has no home.
std::filesystem::path configFolderPath();

} // namespace Lockscope
