// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrysample.h"
#include "formats/formatcheck.h"
#include "inspect/hostsnapshot.h"
#include "inspect/pathnames.h"
#include "inspect/probe/directorysurroundings.h"
#include "values/lockphrases.h"

#include <lockscope/inspector.h>
#include <lockscope/lockformats.h>

#include <algorithm>

namespace Lockscope {

namespace {

Subject subjectOf(const LockReport &report)
{
    Subject subject;
    static_cast<InodeInfo &>(subject) = report;
    subject.name = lastComponent(report.path);
    subject.calledLock = true;
    subject.directory = directoryName(report.path);
    subject.content = report.content;
    subject.contentRead = report.contentRead;
    subject.linkTarget = report.linkTarget;
    for (const auto &lock : report.kernelLocks)
        subject.kernelLocks.push_back(lock.type == KernelLock::Type::Flock   ? Subject::KernelLockKind::Flock
                                      : lock.type == KernelLock::Type::Lease ? Subject::KernelLockKind::Lease
                                                                             : Subject::KernelLockKind::Fcntl);
    return subject;
}

} // namespace

std::vector<FormatCandidate> explainFormat(const std::filesystem::path &path)
{
    const auto report = Inspector().inspect(path);
    const HostSnapshot machine;
    const DirectorySurroundings surroundings({}, report.path, report.inode ? report.inode->inode : 0, machine);
    auto subject = subjectOf(report);
    subject.surroundings = report.inode ? &surroundings : nullptr;

    std::vector<FormatCandidate> candidates;
    for (const auto &reading : readAll(subject))
        candidates.push_back({reading.id, true, reading.confidence, reading.reason});
    for (const auto &[entry, mismatch] : Catalogue::current().explain(subject)) {
        if (std::ranges::find(candidates, entry->id, &FormatCandidate::id) == candidates.end())
            candidates.push_back({entry->id, false, 0, std::string(toWords(mismatch))});
    }
    return candidates;
}

FormatTrial tryFormats(std::string_view toml, std::span<const LockReport> reports)
{
    constexpr std::string_view Source = "new formats";
    const auto checked = checkEntries(readEntries(toml, Source, builtinTexts()), Source);
    FormatTrial trial;
    for (const auto &problem : checked.problems)
        trial.problems.push_back({{}, problem.line, problem.message});
    if (!checked.catalogue)
        return trial;
    const auto isNew = [&](std::string_view id) {
        const auto *const entry = checked.catalogue->entry(id);
        return entry && entry->source == Source;
    };
    for (const auto &report : reports) {
        const auto subject = subjectOf(report);
        const auto readings = readAll(subject, *checked.catalogue);
        if (!readings.empty() && isNew(readings.front().id)) {
            trial.mismatches.emplace_back();
            continue;
        }
        std::string_view reason = toWords(EntryMismatch::Name);
        for (const auto &[entry, mismatch] : checked.catalogue->explain(subject)) {
            if (entry->source == Source)
                reason = mismatch == EntryMismatch::None ? LockPhrases::noop("another format matches better")
                                                         : toWords(mismatch);
        }
        trial.mismatches.emplace_back(reason);
    }
    return trial;
}

} // namespace Lockscope
