// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/processlocks.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/lockaddress.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ProcessLocks)
};

enum Use
{
    Waits,
    Holds,
    Recorded,
};

std::optional<Use> useOf(const LockRow &row, std::int64_t pid)
{
    const auto isIt = [pid](const auto &process) { return process.pid == pid; };
    std::optional<Use> use;
    for (const auto &lock : row.kernelLocks) {
        if (std::ranges::any_of(lock.waiters, isIt))
            return Waits;
        if (std::ranges::any_of(lock.holders, isIt))
            use = Holds;
    }
    if (!use && row.process && row.process->pid == pid)
        use = row.verdict.state == Verdict::State::Held ? Holds : Recorded;
    return use;
}

QString useText(Use use)
{
    switch (use) {
    case Waits:
        return Words::tr("waits for it");
    case Holds:
        return Words::tr("holds it");
    case Recorded:
        return Words::tr("is recorded in it");
    }
    return {};
}

} // namespace

std::vector<ProcessLock> processLocks(const LockTableModel &locks, const std::string &host, std::int64_t pid)
{
    std::vector<std::pair<Use, const LockRow *>> found;
    for (int row = 0; row < locks.rowCount(); ++row) {
        const auto &lock = locks.lockInSlot(locks.slotAt(row));
        const auto use = processHost(lock.path()) == host ? useOf(lock, pid) : std::nullopt;
        if (use)
            found.emplace_back(*use, &lock);
    }
    std::ranges::sort(found, [](const auto &left, const auto &right) {
        return left.first != right.first ? left.first < right.first : left.second->nameKey < right.second->nameKey;
    });
    std::vector<ProcessLock> all;
    for (const auto &[use, lock] : found)
        all.push_back({.key = lock->key,
                       .name = lock->name,
                       .use = useText(use),
                       .folder = lock->folder,
                       .glyph = use == Waits ? Glyph::Waiting : glyphOf(lock->verdict)});
    return all;
}

} // namespace Lockscope::Ui
