// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// The member of Inspector that knows lock objects.
#include "locks/inspectlock.h"

#include <lockscope/lockfile.h>

#include <algorithm>

namespace Lockscope {

LockReport inspectRow(const Inspector &inspector, const std::filesystem::path &database,
                      const std::filesystem::path &lock)
{
    auto reports = inspector.inspectRows(database);
    const auto found = std::ranges::find(reports, lock, &LockReport::row);
    if (found != reports.end())
        return std::move(*found);
    if (reports.size() == 1 && reports.front().error)
        return std::move(reports.front()); // the database could not be read
    LockReport absent;
    absent.path = database;
    absent.row = lock;
    absent.format = "sqlite";
    absent.verdict = {Verdict::State::Absent, Verdict::Confidence::Proved, Verdict::Reason::Absent, {}};
    return absent;
}

LockReport Inspector::inspect(const LockFile &lock) const
{
    if (lock.breakManner() != LockFile::BreakMethod::Row)
        return inspect(lock.path(), lock.kind());
    static_cast<void>(lock.readClaim()); // row() is what it read
    const auto row = lock.row();
    return inspectRow(*this, row ? row->database : std::filesystem::path(), lock.path());
}

} // namespace Lockscope
