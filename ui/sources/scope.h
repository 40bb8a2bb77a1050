// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <filesystem>
#include <vector>

namespace Lockscope::Ui {

/// True for the path itself, and for everything below it.
bool isBelow(const std::filesystem::path &path, const std::filesystem::path &top);

/// The locks that belong to one source.
struct Scope
{
    enum class Kind
    {
        Everything,
        KernelLocks,
        Below,
        AnyOf, ///< the locks at some paths
    };

    Kind kind = Kind::Everything;
    std::filesystem::path top;                ///< for Below
    std::vector<std::filesystem::path> paths; ///< for AnyOf, in order

    bool contains(const LockReport &report) const;

    bool operator==(const Scope &) const = default;
};

} // namespace Lockscope::Ui
