// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <filesystem>
#include <string_view>
#include <vector>

namespace Lockscope::Ui {

struct LockRow;

/// True for the path itself, and for everything below it.
bool isBelow(std::string_view path, const std::filesystem::path &top);
inline bool isBelow(const std::filesystem::path &path, const std::filesystem::path &top)
{
    return isBelow(std::string_view(path.native()), top);
}

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

    bool contains(const LockRow &lock) const;

    bool operator==(const Scope &) const = default;
};

} // namespace Lockscope::Ui
