// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "inspect/inspectorprivate.h"

#include "inspect/facts/deletedfiles.h"
#include "inspect/probe/probe.h"
#include "inspect/report.h"
#include "inspect/sqlite/rowreports.h"
#include "system/answers.h"
#include "system/filedescriptor.h"
#include "system/systemcalls.h"

#include <lockscope/fileusers.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace Lockscope {

namespace {

/// Thousands of locked files are inspected within this time; their own locks are already in the snapshot.
constexpr std::chrono::milliseconds OldestForMany{100};

Probe inspectPath(const std::filesystem::path &path, const HostSnapshot &machine, std::chrono::nanoseconds oldest)
{
    // The kernel would use the path up to its zero byte, which is another path.
    if (path.native().find('\0') != std::string::npos) {
        Probe probed;
        probed.error = ProbeError{"EINVAL", "openat", std::generic_category().message(EINVAL)};
        return probed;
    }
    return probe({.directory = AT_FDCWD, .name = path.c_str(), .directoryPlace = nullptr, .oldest = oldest}, machine);
}

} // namespace

Inspector::Inspector()
    : d(std::make_unique<Private>())
{}

Inspector::~Inspector() = default;
Inspector::Inspector(Inspector &&) noexcept = default;
Inspector &Inspector::operator=(Inspector &&) noexcept = default;

void Inspector::refresh()
{
    d->machine = std::make_shared<HostSnapshot>();
}

void Inspector::forgetProcesses(Containers containers)
{
    d->machine->forgetProcesses(containers == Containers::Forget);
}

void Inspector::setKernelLocks(KernelLockTable kernelLocks)
{
    d->machine->setKernelLocks(std::move(kernelLocks));
}

void Inspector::setTestimonies(std::vector<Testimony> testimonies)
{
    d->machine->setTestimonies(std::move(testimonies));
}

void Inspector::setWaitsForAnswers(bool waits)
{
    d->waits = waits;
}

LockReport Inspector::inspect(const PathArgument &path) const
{
    return inspect(path, {});
}

LockReport Inspector::inspect(const PathArgument &path, std::string_view kind) const
{
    const auto inspectHere = [path, machine = d->machine, kind = std::string(kind)] {
        return buildReport(path, inspectPath(path, *machine, {}), *machine, Choice::AskedFor, {}, kind);
    };
    auto report = d->waits ? std::optional(inspectHere()) : answerFrom(path, d->machine->mounts(), inspectHere);
    return report ? *std::move(report) : unansweredReport(path, *d->machine);
}

std::vector<LockReport> Inspector::inspectRows(const std::filesystem::path &path) const
{
    const auto inspectHere = [path, machine = d->machine] {
        return rowReports(buildReport(path, inspectPath(path, *machine, {}), *machine, Choice::AskedFor), *machine);
    };
    auto reports = d->waits ? std::optional(inspectHere()) : answerFrom(path, d->machine->mounts(), inspectHere);
    return reports ? *std::move(reports) : std::vector{unansweredReport(path, *d->machine)};
}

std::vector<LockReport> Inspector::inspectKernelLocks() const
{
    const auto &machine = *d->machine;
    const auto &locks = machine.kernelLocks().locks();
    std::vector<LockReport> reports;
    for (auto begin = locks.begin(); begin != locks.end();) {
        const auto end = std::find_if(begin, locks.end(), [&](const auto &lock) {
            return lock.inode != begin->inode || lock.file != begin->file;
        });
        const auto named =
            std::find_if(begin, end, [](const auto &lock) { return lock.pathState == KernelLock::PathState::Here; });
        std::optional<LockReport> report;
        if (named != end)
            report = buildReport(named->path, inspectPath(named->path, machine, OldestForMany), machine, Choice::Found);
        // The name may belong to another file now.
        if (!report || report->inode != begin->inode)
            report = buildReportWithoutPath({begin, end}, machine);
        reports.push_back(std::move(*report));
        begin = end;
    }
    std::stable_sort(reports.begin(), reports.end(),
                     [](const auto &left, const auto &right) { return left.path < right.path; });
    return reports;
}

std::vector<LockReport> Inspector::inspectKernelLocks(std::span<const InodeKey> inodes) const
{
    const auto &machine = *d->machine;
    std::vector<LockReport> reports;
    for (const auto &inode : inodes) {
        const auto onInode = machine.kernelLocks().on(inode);
        for (auto begin = onInode.begin(); begin != onInode.end();) {
            const auto end =
                std::find_if(begin, onInode.end(), [&](const auto &lock) { return lock.file != begin->file; });
            std::vector<KernelLock> locks(begin, end);
            begin = end;
            const auto named = std::ranges::find(locks, KernelLock::PathState::Here, &KernelLock::pathState);
            const auto path = named == locks.end() ? std::filesystem::path() : named->path;
            const auto mount = machine.mounts().mountOf(path);
            std::optional<LockReport> report;
            if (mount && !mount->fileSystem.remote)
                report = buildReport(path, inspectPath(path, machine, OldestForMany), machine, Choice::Found);
            // The name may belong to another file now.
            if (!report || report->inode != inode) {
                report = buildReportWithoutPath(std::move(locks), machine);
                if (mount && mount->fileSystem.remote)
                    report->path = path;
            }
            reports.push_back(std::move(*report));
        }
    }
    return reports;
}

std::vector<std::string> Inspector::meaningsOf(std::span<const KernelLock> locksOnOneInode) const
{
    std::vector<std::string> meanings(locksOnOneInode.size());
    const auto isPart = [](const KernelLock &lock) {
        return lock.end && (lock.type == KernelLock::Type::Posix || lock.type == KernelLock::Type::Ofd);
    };
    const auto named = std::ranges::find(locksOnOneInode, KernelLock::PathState::Here, &KernelLock::pathState);
    if (named == locksOnOneInode.end() || std::ranges::none_of(locksOnOneInode, isPart))
        return meanings;
    const auto mount = d->machine->mounts().mountOf(named->path);
    if (!mount || mount->fileSystem.remote)
        return meanings;
    const auto report =
        buildReport(named->path, inspectPath(named->path, *d->machine, OldestForMany), *d->machine, Choice::Found);
    // The name may belong to another file now.
    if (report.inode == named->inode)
        std::ranges::transform(locksOnOneInode, meanings.begin(),
                               [&](const KernelLock &lock) { return report.meaningOf(lock).text; });
    return meanings;
}

Result<std::vector<KernelLock>> Inspector::kernelLocksOf(const std::filesystem::path &path) const
{
    if (auto answers = fileSystemAnswers(path); !answers)
        return answers.error();
    const FileDescriptor file(
        retryInterrupted([&] { return sys().openat(AT_FDCWD, path.c_str(), O_PATH | O_CLOEXEC); }));
    const auto failure = file ? Failure() : Failure::fromErrno(LockErrc::ReadFailed, "openat", path);
    const auto place = file ? d->machine->mounts().placeOf(file.get()) : std::nullopt;
    auto locks = place ? locksOn(*place, d->machine->kernelLocks()) : std::vector<KernelLock>();
    std::ranges::move(locksOnDeletedFiles(path, place, *d->machine), std::back_inserter(locks));
    if (!file && locks.empty())
        return failure;
    return locks;
}

LockReport Inspector::inspectOwner(const Claim &owner) const
{
    return reportOnOwner(owner, *d->machine);
}

const HostIdentity &Inspector::host() const
{
    return d->machine->host();
}

const KernelLockTable &Inspector::kernelLocks() const
{
    return d->machine->kernelLocks();
}

} // namespace Lockscope
