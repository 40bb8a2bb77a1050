// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;

/// A question that a user types: a path, a PID, an inode, or a part of a name of a lock, program or host.
struct Question
{
    explicit Question(const QString &typed);

    QString text;                              ///< without spaces at its ends
    std::optional<std::int64_t> number;        ///< a PID or an inode
    std::optional<std::filesystem::path> path; ///< absolute
};

/// A lock that answers a question.
struct FoundLock
{
    std::string key;
    QString name;   ///< safe to show
    QString detail; ///< its state, its holder and its directory
    Glyph glyph = Glyph::Unknown;

    bool operator==(const FoundLock &) const = default;
};

/// The locks of the table that match, those that fit best first.
struct FoundLocks
{
    std::vector<FoundLock> locks;
    std::size_t count = 0; ///< also of those that are not in the list
    bool isExact = false;  ///< the first one is at the path that was asked for, or has the number
};
FoundLocks locksFor(const Question &question, const LockTableModel &locks);

} // namespace Lockscope::Ui
