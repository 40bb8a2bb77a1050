// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/lockrow.h"

#include "ui/text/formattext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/lockname.h"
#include "ui/text/naturalkey.h"

#include <lockscope/displaytext.h>

#include <QSet>
#include <QStringList>

#include <utility>

namespace Lockscope::Ui {

namespace {

int urgencyOf(const LockReport &report, std::size_t waiters)
{
    switch (report.verdict.state) {
    case Verdict::State::Stale:
        return 0;
    case Verdict::State::Held:
        return waiters > 0 ? 1 : 2;
    case Verdict::State::Unknown:
        return 3;
    case Verdict::State::Free:
        return 4;
    case Verdict::State::Absent:
        return 5;
    }
    return 6;
}

/// Texts that many rows share are stored once.
QString once(const QString &text)
{
    static QSet<QString> texts;
    constexpr qsizetype Most = 20'000; // rows keep the texts that they use
    if (texts.size() >= Most)
        texts.clear();
    return *texts.insert(text);
}

LockName nameOf(const LockReport &report)
{
    if (!report.row.empty())
        return {lockNameOf({}, report.row).name, displayText(report.path)};
    return lockNameOf(report.path.empty() && report.inode ? report.key() : std::string(), report.path);
}

/// None of the texts contains a line break: they are escaped.
std::string searchTextOf(const LockReport &report, const LockRow &row)
{
    // The path ends with the name.
    QStringList texts{displayText(report.path),
                      report.path.empty() ? row.name : QString(),
                      row.kind,
                      row.title,
                      row.program,
                      row.owner,
                      row.holder,
                      displayText(report.row)};
    return texts.join(u'\n').toCaseFolded().toStdString();
}

Verdict withoutSentences(const Verdict &verdict)
{
    return {.state = verdict.state, .confidence = verdict.confidence, .reason = verdict.reason, .sentences = {}};
}

/// Locks of the same process mostly come together.
std::shared_ptr<const ProcessFacts> sharedProcess(const std::optional<ProcessFacts> &process)
{
    static std::weak_ptr<const ProcessFacts> last;
    if (!process)
        return {};
    if (auto known = last.lock(); known && *known == *process)
        return known;
    auto shared = std::make_shared<const ProcessFacts>(*process);
    last = shared;
    return shared;
}

/// What is left of a report if all that a row has at hand is taken away.
LockReport rest(LockReport report)
{
    report.path.clear();
    report.row.clear();
    report.age.reset();
    report.process.reset();
    report.kernelLocks.clear();
    return report;
}

template <typename T>
int compareValues(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

int directed(int result, Qt::SortOrder order)
{
    return order == Qt::AscendingOrder ? result : -result;
}

/// Rows without a text come last in both directions: nobody sorts to find empty cells.
int compareCells(const QString &left, const QString &right, Qt::SortOrder order,
                 Qt::CaseSensitivity sensitivity = Qt::CaseInsensitive)
{
    if (left.isEmpty() != right.isEmpty())
        return left.isEmpty() ? 1 : -1;
    return directed(QString::compare(left, right, sensitivity), order);
}

/// The lock that has been held longest is the greatest. Locks that are not held come last in both directions.
int compareHeldTimes(const std::optional<HeldSince> &left, const std::optional<HeldSince> &right, Qt::SortOrder order)
{
    if (left.has_value() != right.has_value())
        return left ? -1 : 1;
    return left ? directed(compareValues(right->time, left->time), order) : 0;
}

int compareColumn(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order)
{
    switch (column) {
    case LockTable::VerdictColumn:
        return directed(compareValues(left.urgency, right.urgency), order);
    case LockTable::LockColumn:
        return directed(QString::compare(left.nameKey, right.nameKey), order);
    case LockTable::KindColumn:
        return compareCells(left.title, right.title, order);
    case LockTable::ProgramColumn:
        return compareCells(left.program, right.program, order);
    case LockTable::OwnerColumn:
        return compareCells(left.owner, right.owner, order);
    case LockTable::HolderColumn:
        return compareCells(left.holder, right.holder, order);
    case LockTable::AgeColumn:
        return directed(compareValues(right.modified, left.modified), order);
    case LockTable::HostColumn:
        return compareCells(left.host, right.host, order);
    case LockTable::HeldColumn:
        return compareHeldTimes(left.heldSince, right.heldSince, order);
    case LockTable::WaitersColumn:
        return directed(compareValues(left.waiters, right.waiters), order);
    case LockTable::PathColumn:
        return compareCells(left.folderKey, right.folderKey, order, Qt::CaseSensitive);
    case LockTable::PlaceColumn:
        return compareCells(left.place, right.place, order);
    case LockTable::ColumnCount:
        break;
    }
    return 0;
}

} // namespace

LockRow::LockRow(const LockReport &whole, WallTime now)
    : LockRow(whole)
{
    heldSince = Ui::heldSince(whole, nullptr, {}, now);
    waiting = waitingProcesses(whole, nullptr, {}, now);
}

LockRow::LockRow(const LockReport &whole, const LockRow &before, WallTime now)
    : LockRow(whole)
{
    const auto wholeBefore = before.report();
    heldSince = Ui::heldSince(whole, &wholeBefore, before.heldSince, now);
    waiting = waitingProcesses(whole, &wholeBefore, before.waiting, now);
}

LockRow::LockRow(const LockReport &report)
    : key(report.key())
    , verdict(withoutSentences(report.verdict))
    , modified(report.modified)
    , inode(report.inode ? report.inode->inode : 0)
    , ownerPids(report.owner.pids)
    , kernelLocks(report.kernelLocks)
    , process(sharedProcess(report.process))
    , name(nameOf(report).name)
    , kind(once(report.formatText()))
    , title(formatText(report.format).title)
    , program(formatText(report.format).programs)
    , owner(report.owner.text())
    , holder(holderText(report))
    , host(once(displayText(report.owner.hostname.value_or(std::string()))))
    , place(once(LockAddress::of(report.path).text()))
    , folder(once(nameOf(report).folder))
    , nameKey(naturalKey(name))
    , folderKey(once(naturalKey(folder)))
    , searchText(searchTextOf(report, *this))
    , categories(categoriesOf(report))
    , waiters(report.waiterCount())
    , urgency(urgencyOf(report, waiters))
    , m_age(report.age)
    , m_packed(rest(report))
{}

LockReport LockRow::report() const
{
    auto report = m_packed.unpacked();
    report.path = path();
    report.row = databaseRow();
    report.age = m_age;
    if (process)
        report.process = *process;
    report.kernelLocks = kernelLocks;
    return report;
}

std::string_view LockRow::path() const
{
    return std::string_view(key).substr(0, key.find('\0'));
}

std::string_view LockRow::databaseRow() const
{
    const auto length = path().size();
    return length == 0 || length == key.size() ? std::string_view() : std::string_view(key).substr(length + 1);
}

bool LockRow::updateAge(const LockReport &newReport)
{
    const bool isSameProcess = newReport.process ? process && *process == *newReport.process : !process;
    if (!isSameProcess || kernelLocks != newReport.kernelLocks || m_packed != PackedReport(rest(newReport)))
        return false;
    m_age = newReport.age;
    return true;
}

std::string_view LockRow::pathKey() const
{
    return std::string_view(searchText).substr(0, searchText.find('\n'));
}

int LockRow::compare(const LockRow &left, const LockRow &right, LockTable::Column column, Qt::SortOrder order)
{
    if (const int result = compareColumn(left, right, column, order))
        return result;
    if (const int result = compareValues(left.urgency, right.urgency))
        return result;
    if (const int result = QString::compare(left.nameKey, right.nameKey))
        return result;
    return QString::compare(left.folderKey, right.folderKey);
}

} // namespace Lockscope::Ui
