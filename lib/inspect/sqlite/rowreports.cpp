// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/sqlite/rowreports.h"

#include "formats/lockrows.h"
#include "formats/pylockfileformat.h"
#include "formats/pylockname.h"
#include "inspect/facts/gathering.h"
#include "inspect/report.h"
#include "inspect/sqlite/databaseprobe.h"
#include "values/sentences.h"

namespace Lockscope {

namespace {

using Says = Sentence::Verdict;
using Sentence::Finding;

/// Why the locks in a database are unknown, for the verdict and the evidence.
struct Problem
{
    Says verdict;
    Finding finding;
};

Problem problemOf(DatabaseProbe::State state)
{
    switch (state) {
    case DatabaseProbe::State::Refused:
        return {Says::RowsRefused, Finding::RowsRefused};
    case DatabaseProbe::State::TooLarge:
        return {Says::RowsTooLarge, Finding::RowsTooLarge};
    case DatabaseProbe::State::BeingWritten:
        return {Says::RowsBeingWritten, Finding::RowsBeingWritten};
    case DatabaseProbe::State::HotJournal:
        return {Says::RowsHotJournal, Finding::RowsHotJournal};
    case DatabaseProbe::State::Whole:
    case DatabaseProbe::State::Damaged:
        break;
    }
    return {Says::RowsDamaged, Finding::RowsDamaged};
}

LockReport withUnknownRows(LockReport report, Verdict::Reason reason, const Problem &problem)
{
    report.verdict = {Verdict::State::Unknown, Verdict::Confidence::Presumed, reason, {problem.verdict}};
    report.evidence.push_back(
        {Evidence::Id::RowsNotRead, Evidence::Supports::Unknown, problem.finding, QStringLiteral("content")});
    report.breakRefused = Sentence::Refusal::RowsUnknown;
    report.breakPermission = LockReport::BreakPermission::Never;
    return report;
}

LockReport unreadRows(LockReport report, DatabaseProbe::State state)
{
    const auto reason =
        state == DatabaseProbe::State::Refused ? Verdict::Reason::Unreadable : Verdict::Reason::Incomplete;
    return withUnknownRows(std::move(report), reason, problemOf(state));
}

LockReport moreRows(LockReport report)
{
    static_assert(MostLockRows == 10'000, "the sentences say so");
    return withUnknownRows(std::move(report), Verdict::Reason::Incomplete, {Says::MoreRows, Finding::MoreRows});
}

LockReport rowReport(const LockReport &shared, const LockRow &row, const DatabaseProbe &probed,
                     const HostSnapshot &machine)
{
    FormatReading reading;
    reading.id = SqliteFormat.id;
    reading.confidence = 1;
    reading.reason = "a row in pylockfile's table of locks";
    reading.heldBy = HeldBy::Process;
    reading.breakAction = "delete-row";
    if (auto claim = readUniqueName(std::filesystem::path(row.uniqueName).filename().native()))
        reading.claim = *std::move(claim);
    else
        reading.incomplete = true;

    LockReport report = shared;
    report.row = row.path;
    const std::vector readings = {std::move(reading)};
    auto facts = gatherHostFacts(readings, machine);
    facts.name = shared.path.filename().native();
    facts.inodeType = shared.inodeType;
    facts.size = shared.size;
    facts.content = Probe::Content::Read;
    if (shared.fileSystem)
        facts.fileSystem = *shared.fileSystem;
    // A row may be as recent as the last change of the database.
    report.modified = facts.modified = probed.modified;
    report.changed = facts.changed = probed.changed;
    concludeInto(report, readings, std::move(facts), machine);
    return report;
}

} // namespace

std::vector<RowReport> reportRows(LockReport database, const HostSnapshot &machine)
{
    std::vector<RowReport> inspected;
    auto probed = probeDatabase(database.path, machine);
    auto rows = probed.state == DatabaseProbe::State::Whole ? readLockRows(std::move(probed.image)) : std::nullopt;
    if (!rows) {
        const auto state = probed.state == DatabaseProbe::State::Whole ? DatabaseProbe::State::Damaged : probed.state;
        inspected.push_back({unreadRows(std::move(database), state), {}});
        return inspected;
    }
    if (rows->rows.empty()) {
        inspected.push_back({std::move(database), {}});
        return inspected;
    }
    // The content of a row is its two values: the first 64 KiB of the database in each of thousands of reports would
    // need too much memory.
    auto shared = database;
    shared.content = {};
    shared.contentRead = false;
    shared.evidence.clear();
    shared.formats.clear();
    shared.kernelLocks.clear();
    inspected.reserve(rows->rows.size() + 1);
    for (auto &row : rows->rows) {
        auto report = rowReport(shared, row, probed, machine);
        inspected.push_back({std::move(report), std::move(row)});
    }
    if (rows->more)
        inspected.push_back({moreRows(std::move(database)), {}});
    return inspected;
}

std::vector<LockReport> rowReports(LockReport report, const HostSnapshot &machine)
{
    std::vector<LockReport> reports;
    if (report.format != SqliteFormat.id) {
        reports.push_back(std::move(report));
        return reports;
    }
    for (auto &inspected : reportRows(std::move(report), machine))
        reports.push_back(std::move(inspected.report));
    return reports;
}

} // namespace Lockscope
