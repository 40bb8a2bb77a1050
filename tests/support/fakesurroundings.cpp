// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/fakesurroundings.h"

#include <algorithm>

std::vector<std::string> FakeSurroundings::otherNames() const
{
    return names;
}

bool FakeSurroundings::has(const std::string &name) const
{
    return files.contains(name) || directories.contains(name) ||
           std::find(names.begin(), names.end(), name) != names.end();
}

std::string FakeSurroundings::contentOf(const std::string &name) const
{
    const auto file = files.find(name);
    return file == files.end() ? std::string() : file->second.substr(0, 4096);
}

std::optional<std::vector<std::string>> FakeSurroundings::entriesOf(const std::string &directory) const
{
    const auto found = directories.find(directory);
    if (found != directories.end())
        return found->second;
    // The lock itself can always be read.
    return directory.empty() ? std::optional(std::vector<std::string>()) : std::nullopt;
}
