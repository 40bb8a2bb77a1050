// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// The seeds of the mutation: the recorded files, and some that cannot be recorded.
struct Corpus
{
    std::vector<std::string> names;        ///< of lock files and of their directories
    std::vector<std::string> contents;     ///< of lock files
    std::vector<std::string> databases;    ///< of SQLite
    std::vector<std::string> logs;         ///< write-ahead logs of SQLite
    std::vector<std::string> procTexts;    ///< files of /proc, each file and each line separately
    std::vector<std::string> rangeFormats; ///< whose ranges have meanings

    static Corpus read(const std::filesystem::path &testData);
};
