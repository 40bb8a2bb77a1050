// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/entrysample.h"
#include "inspect/directorysurroundings.h"
#include "inspect/hostsnapshot.h"
#include "inspect/pathnames.h"

#include <lockscope/inspector.h>
#include <lockscope/lockformats.h>

#include <algorithm>

namespace Lockscope {

namespace {

Subject subjectOf(const LockReport &report)
{
    Subject subject{.name = std::string(lastComponent(report.path)),
                    .calledLock = true,
                    .directory = directoryName(report.path),
                    .inodeType = report.inodeType,
                    .size = report.size,
                    .mode = report.mode,
                    .links = report.links,
                    .content = report.content,
                    .contentRead = report.contentRead,
                    .linkTarget = report.linkTarget,
                    .kernelLocks = {},
                    .surroundings = nullptr};
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

} // namespace Lockscope
