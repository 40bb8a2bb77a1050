// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/ask/question.h"

#include "ui/model/locktablemodel.h"
#include "ui/sources/pathtext.h"
#include "ui/text/verdictwords.h"

#include <QStringList>

#include <algorithm>
#include <string_view>

namespace Lockscope::Ui {

namespace {

/// More than a user reads.
constexpr std::size_t MostLocks = 50;

enum Rank
{
    Exact,  ///< the path or the number itself
    Begins, ///< a name that begins with the text
    Part,   ///< the text is in any of the texts of the lock
    NoMatch,
};

bool concerns(const LockRow &row, std::int64_t pid)
{
    const auto isIt = [pid](const auto &process) { return process.pid == pid; };
    return std::ranges::any_of(row.kernelLocks,
                               [&](const KernelLock &lock) {
                                   return std::ranges::any_of(lock.holders, isIt) ||
                                          std::ranges::any_of(lock.waiters, isIt);
                               }) ||
           (row.process && row.process->pid == pid) || (row.ownerPids.size() == 1 && row.ownerPids.front() == pid);
}

Rank rankOf(const Question &question, std::string_view folded, const LockRow &lock)
{
    if (question.number &&
        (concerns(lock, *question.number) || lock.inode == static_cast<std::uint64_t>(*question.number)))
        return Exact;
    if (question.path && lock.path() == question.path->native())
        return Exact;
    const bool isHost = !lock.host.isEmpty() && lock.host.contains(question.text, Qt::CaseInsensitive);
    const bool isPart = lock.searchText.find(folded) != std::string::npos;
    if (!isPart && !isHost)
        return NoMatch;
    return lock.name.startsWith(question.text, Qt::CaseInsensitive) ||
                   lock.holder.startsWith(question.text, Qt::CaseInsensitive)
               ? Begins
               : Part;
}

FoundLock found(const LockRow &lock)
{
    QStringList detail{stateText(lock.verdict.state)};
    if (!lock.holder.isEmpty())
        detail += lock.holder;
    if (!lock.folder.isEmpty())
        detail += lock.folder;
    return {.key = lock.key,
            .name = lock.name,
            .detail = detail.join(QStringLiteral(" · ")),
            .glyph = glyphOf(lock.verdict)};
}

} // namespace

Question::Question(const QString &typed)
    : text(typed.trimmed())
{
    bool isNumber = false;
    if (const auto value = text.toLongLong(&isNumber); isNumber && value > 0)
        number = value;
    // Also with quotes, as a file: URL, and below ~.
    if (const auto named = pathsOfText(text); named.problem.isEmpty() && named.paths.size() == 1)
        path = named.paths.front();
}

FoundLocks locksFor(const Question &question, const LockTableModel &locks)
{
    if (question.text.isEmpty())
        return {};
    const auto folded = question.text.toCaseFolded().toStdString();
    std::vector<std::pair<Rank, const LockRow *>> matching;
    for (int row = 0; row < locks.rowCount(); ++row) {
        const auto &lock = locks.lockInSlot(locks.slotAt(row));
        if (const auto rank = rankOf(question, folded, lock); rank != NoMatch)
            matching.emplace_back(rank, &lock);
    }
    FoundLocks answer;
    answer.count = matching.size();
    answer.isExact = std::ranges::any_of(matching, [](const auto &match) { return match.first == Exact; });
    const auto end = matching.begin() + static_cast<std::ptrdiff_t>(std::min(matching.size(), MostLocks));
    std::ranges::partial_sort(matching, end, [](const auto &left, const auto &right) {
        if (left.first != right.first)
            return left.first < right.first;
        return LockRow::compare(*left.second, *right.second, LockTable::VerdictColumn, Qt::AscendingOrder) < 0;
    });
    std::transform(matching.begin(), end, std::back_inserter(answer.locks),
                   [](const auto &match) { return found(*match.second); });
    return answer;
}

} // namespace Lockscope::Ui
