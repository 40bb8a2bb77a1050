// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

// One program for each of the originals, ported line by line from Python: the lines stand above what they became. Each
// returns whether it saw what it would have seen there.
bool zcLockfileProgram(const std::filesystem::path &directory);
bool pylockfileProgram(const std::filesystem::path &directory);
bool openlockProgram(const std::filesystem::path &directory);
bool lockFileProgram(const std::filesystem::path &directory);
