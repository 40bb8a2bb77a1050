// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/brokenlock.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// What was left without the lock that it belonged to.
struct LOCKSCOPE_EXPORT Orphan
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(bool isProved MEMBER isProved)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)

public:
    std::filesystem::path path;
    std::string kind;      ///< `link-unique`, `qlockfile-rmlock`, `filelock-break`, ... a stable word
    bool isProved = false; ///< its owner is provably gone, so that it may be removed
    Verdict verdict;       ///< what proves it, or why it is kept
    Claim owner;           ///< that it records

    QString pathText() const;

    bool operator==(const Orphan &) const = default;
};

/// Finds companions without a lock below folders: on one file system each, no link followed. What cannot be read is
/// left out and told in failures. Looks only. For large trees: not for a GUI thread.
class LOCKSCOPE_EXPORT Orphans
{
public:
    struct Found
    {
        std::vector<Orphan> orphans; ///< by path
        std::vector<Failure> failures;
    };
    static Found find(const std::vector<std::filesystem::path> &folders, std::stop_token stop = {});

    /// Takes it away like a broken lock, so that it can be put back, after it was judged anew. BreakRefused where it is
    /// not proved; NothingToBreak where it went or its owner is at work; else as Breaker::carryOut().
    static Result<BrokenLock> clean(const Orphan &orphan);
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::Orphan)
