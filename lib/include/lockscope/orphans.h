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

/// An auxiliary file of a lock that no longer exists.
struct LOCKSCOPE_EXPORT Orphan
{
    Q_GADGET
    Q_PROPERTY(QString path READ pathText)
    Q_PROPERTY(bool isProved MEMBER isProved)
    Q_PROPERTY(Lockscope::Verdict verdict MEMBER verdict)

public:
    std::filesystem::path path;
    std::string kind;      ///< `link-unique`, `qlockfile-rmlock`, `filelock-break`, ...; a stable identifier
    bool isProved = false; ///< its owner is proven to have exited, so that it may be removed
    Verdict verdict;       ///< the proof, or why it is kept
    Claim owner;           ///< as recorded in its name or content

    QString pathText() const;

    bool operator==(const Orphan &) const = default;
};

/// Finds companion files below directories whose lock no longer exists. Each search stays on one file system and
/// follows no links. Paths that cannot be read are skipped and reported in `failures`. Changes nothing. May take long
/// for large trees: do not call it in a GUI thread.
class LOCKSCOPE_EXPORT Orphans
{
public:
    struct Found
    {
        std::vector<Orphan> orphans; ///< by path
        std::vector<Failure> failures;
    };
    static Found find(const std::vector<std::filesystem::path> &directories, std::stop_token stop = {});

    /// Moves it to quarantine like a broken lock, so that it can be restored, after inspecting it again. BreakRefused
    /// if it is not proven stale; NothingToBreak if it no longer exists or its owner is running; otherwise as
    /// Breaker::execute().
    static Result<BrokenLock> clean(const Orphan &orphan);
};

} // namespace Lockscope

Q_DECLARE_METATYPE(Lockscope::Orphan)
