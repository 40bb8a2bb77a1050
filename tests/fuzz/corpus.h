// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// What mutation begins with: the recorded files, and some that nobody can record.
struct Corpus
{
    std::vector<std::string> names;        ///< of lock files and of their folders
    std::vector<std::string> contents;     ///< of lock files
    std::vector<std::string> databases;    ///< of SQLite
    std::vector<std::string> logs;         ///< their write-ahead logs
    std::vector<std::string> procTexts;    ///< files of /proc, each by itself and a line each
    std::vector<std::string> rangeFormats; ///< whose ranges have meanings

    static Corpus read(const std::filesystem::path &testData);
};
