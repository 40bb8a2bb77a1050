// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <filesystem>

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
    };

    Kind kind = Kind::Everything;
    std::filesystem::path top; ///< for Below

    bool contains(const LockReport &report) const;

    bool operator==(const Scope &) const = default;
};

} // namespace Lockscope::Ui
