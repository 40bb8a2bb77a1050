// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>
#include <QStringList>

#include <cstddef>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// A part of the content of a lock that differs from lock to lock.
struct DraftField
{
    enum class Meaning
    {
        Pid,
        Host,
        User,
        Other, ///< differs, but has no meaning
    };
    std::size_t begin = 0; ///< in bytes
    std::size_t length = 0;
    Meaning meaning = Meaning::Other;

    bool operator==(const DraftField &) const = default;
};

/// A format that a user describes by the example of one lock, see lockscope-formats(5).
struct FormatDraft
{
    enum class HeldBy
    {
        Process,
        KernelLock,
        Existence,
    };

    std::string id;
    QString title;
    QStringList programs;
    QStringList names; ///< globs
    HeldBy heldBy = HeldBy::Process;
    std::vector<DraftField> fields; ///< in the text of the lock, in order, without overlaps
    LockReport example;

    /// The content of a regular file, or the target of a symbolic link.
    const std::string &text() const;
    /// The regular expression for the text: the fields vary, everything else is as in the example. Empty if there is no
    /// text.
    std::string pattern() const;
    /// The file with this format; the example is its sample.
    std::string toml() const;
};

/// The only part of a longer text that is shown and described.
inline constexpr std::size_t MaxDraftText = 4096;

/// A first draft for this lock: a title and a pattern for its name, and the fields that can be recognised.
FormatDraft draftFor(const LockReport &report, const std::string &hostname);

/// An ID for a format with this title that no format has yet.
std::string freeFormatId(const QString &title);

} // namespace Lockscope::Ui
