// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/rowreports.h"

#include "formats/lockrows.h"
#include "formats/pylockfileformat.h"
#include "formats/pylockname.h"
#include "inspect/databaselook.h"
#include "inspect/judging.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

/// Why the rows cannot be told; empty where they can.
QString problemOf(DatabaseLook::State state)
{
    switch (state) {
    case DatabaseLook::State::Whole:
        break;
    case DatabaseLook::State::Refused:
        return LockPhrases::tr("its file, its log or its folder may not be read. Run as its owner or as root, and with "
                               "another process than one that has it open.");
    case DatabaseLook::State::TooLarge:
        return LockPhrases::tr("it is larger than the 16 MiB that are read. Ask with `sqlite3 FILE 'select * from "
                               "locks'`.");
    case DatabaseLook::State::BeingWritten:
        return LockPhrases::tr("it is being written. Look again.");
    case DatabaseLook::State::HotJournal:
        return LockPhrases::tr(
            "its last writer ended in the middle of a change. Open it with SQLite, which undoes that, "
            "e.g. `sqlite3 FILE .tables`, and look again.");
    case DatabaseLook::State::Damaged:
        return LockPhrases::tr("it is damaged, or its table of locks is another program's.");
    }
    return {};
}

LockReport unreadRows(LockReport report, DatabaseLook::State state)
{
    const auto reason = state == DatabaseLook::State::Refused ? Verdict::Reason::Unreadable : Verdict::Reason::Torn;
    report.verdict = {Verdict::State::Unknown, Verdict::Confidence::Presumed, reason,
                      LockPhrases::tr("The locks in it cannot be told: %1").arg(problemOf(state))};
    report.evidence.push_back({"rows-not-read", Evidence::Supports::Unknown,
                               LockPhrases::tr("the locks in it cannot be told: %1").arg(problemOf(state)),
                               QStringLiteral("content")});
    report.breakRefused = LockPhrases::noop("it is not known which locks are in it");
    return report;
}

/// Stands for the rows beyond those that are read.
LockReport moreRows(LockReport report)
{
    static_assert(MostLockRows == 10'000, "the sentences below say so");
    report.verdict = {Verdict::State::Unknown, Verdict::Confidence::Presumed, Verdict::Reason::Torn,
                      LockPhrases::tr("It has more than 10,000 rows; the first 10,000 are shown. List them all with "
                                      "`sqlite3 FILE 'select * from locks'`.")};
    report.evidence.push_back({"rows-not-read", Evidence::Supports::Unknown,
                               LockPhrases::tr("it has more than 10,000 rows; the first 10,000 are shown"),
                               QStringLiteral("content")});
    report.breakRefused = LockPhrases::noop("it is not known which locks are in it");
    return report;
}

/// `shared` is what all rows have in common with their database.
LockReport rowReport(const LockReport &shared, const LockRow &row, const DatabaseLook &look, const Machine &machine)
{
    Recognition reading;
    reading.id = SqliteFormat.id;
    reading.confidence = 1;
    reading.reason = LockPhrases::noop("a row in pylockfile's table of locks");
    reading.heldTest = HeldTest::Process;
    reading.breakAction = "delete-row";
    if (auto claim = readUniqueName(std::filesystem::path(row.uniqueName).filename().native()))
        reading.claim = *std::move(claim);
    else
        reading.torn = true;

    LockReport report = shared;
    report.row = row.path;
    auto facts = machineFacts(machine);
    facts.name = shared.path.filename().native();
    facts.inodeType = shared.inodeType;
    facts.size = shared.size;
    facts.content = Look::Content::Read;
    if (shared.fileSystem)
        facts.fileSystem = *shared.fileSystem;
    // A row is as young as the last change of the database may be.
    report.modified = facts.modified = look.modified;
    report.changed = facts.changed = look.changed;
    if (look.modified)
        report.age = facts.now - *look.modified;
    judgeInto(report, {reading}, std::move(facts), machine);
    return report;
}

} // namespace

std::vector<JudgedRow> judgedRows(LockReport database, const Machine &machine)
{
    std::vector<JudgedRow> judged;
    auto look = lookIntoDatabase(database.path, machine);
    auto rows = look.state == DatabaseLook::State::Whole ? readLockRows(std::move(look.image)) : std::nullopt;
    if (!rows) {
        const auto state = look.state == DatabaseLook::State::Whole ? DatabaseLook::State::Damaged : look.state;
        judged.push_back({unreadRows(std::move(database), state), {}});
        return judged;
    }
    if (rows->rows.empty()) {
        judged.push_back({std::move(database), {}});
        return judged;
    }
    // A row's content is its two values. The database's first 64 KiB in each of thousands of reports fill the memory.
    auto shared = database;
    shared.content = {};
    shared.contentRead = false;
    shared.evidence.clear();
    shared.formats.clear();
    shared.kernelLocks.clear();
    judged.reserve(rows->rows.size() + 1);
    for (auto &row : rows->rows) {
        auto report = rowReport(shared, row, look, machine);
        judged.push_back({std::move(report), std::move(row)});
    }
    if (rows->more)
        judged.push_back({moreRows(std::move(database)), {}});
    return judged;
}

std::vector<LockReport> rowReports(LockReport report, const Machine &machine)
{
    std::vector<LockReport> reports;
    if (report.format != SqliteFormat.id) {
        reports.push_back(std::move(report));
        return reports;
    }
    for (auto &judged : judgedRows(std::move(report), machine))
        reports.push_back(std::move(judged.report));
    return reports;
}

} // namespace Lockscope
