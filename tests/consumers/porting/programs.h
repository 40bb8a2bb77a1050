// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

// One program for each of the originals, ported line by line from Python: the lines are above their translations. Each
// returns whether the results are those of the original.
bool zcLockfileProgram(const std::filesystem::path &directory);
bool pylockfileProgram(const std::filesystem::path &directory);
bool openlockProgram(const std::filesystem::path &directory);
bool lockFileProgram(const std::filesystem::path &directory);
