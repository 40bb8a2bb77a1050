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
    return files.contains(name) || folders.contains(name) || std::find(names.begin(), names.end(), name) != names.end();
}

std::string FakeSurroundings::contentOf(const std::string &name) const
{
    const auto file = files.find(name);
    return file == files.end() ? std::string() : file->second.substr(0, 4096);
}

std::optional<std::vector<std::string>> FakeSurroundings::entriesOf(const std::string &folder) const
{
    const auto found = folders.find(folder);
    if (found != folders.end())
        return found->second;
    // The lock itself can always be read.
    return folder.empty() ? std::optional(std::vector<std::string>()) : std::nullopt;
}
