// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <filesystem>

namespace Lockscope::Ui {

/// The path itself, or something below it.
bool isBelow(const std::filesystem::path &path, const std::filesystem::path &top);

/// The part of all locks that one source has.
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
