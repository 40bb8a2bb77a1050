// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/holder.h>

#include "breaking/trustedtext.h"
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "inspect/facts/facts.h"
#include "inspect/hostsnapshot.h"
#include "inspect/report.h"
#include "system/pidfd.h"
#include "system/processes.h"
#include "system/trustedpath.h"
#include "values/sentences.h"

#include <lockscope/fileusers.h>
#include <lockscope/inspector.h>

#include <algorithm>
#include <array>
#include <system_error>

#include <unistd.h>

namespace Lockscope {

namespace {

/// A process, and what connects it to the lock.
struct Proof
{
    std::int64_t pid = 0;
    Message message;
};

/// By the kernel: one of its descriptors shows the lock.
std::vector<Proof> kernelProofs(const LockReport &report)
{
    std::vector<Proof> proofs;
    auto locks = report.kernelLocks;
    // A lock that may be on another file proves nothing, and a process with a lease only wants to know who opens the
    // file.
    std::erase_if(locks, [](const KernelLock &lock) { return !lock.onThisFile || !isExclusion(lock); });
    for (const auto &holder : holdersOf(locks)) {
        if (holder.proved)
            proofs.push_back({holder.pid, {Sentence::Plan::ProofDescriptor, std::int64_t{holder.fd}}});
    }
    return proofs;
}

/// Whether the verdict is only that the recorded process is running.
bool namesProcess(const LockReport &report)
{
    return report.verdict.state == Verdict::State::Held && report.verdict.reason == Verdict::Reason::PidAlive &&
           report.process && report.owner.pid == report.process->pid;
}

bool isUncertain(const LockReport &report)
{
    using Id = Evidence::Id;
    constexpr std::array Doubts = {Id::InnerPidNamespace,   Id::OwnPidNamespace,     Id::ProcessesHidden,
                                   Id::HostUnclear,         Id::ForeignPidNamespace, Id::RemoteFileSystem,
                                   Id::StartedAfterwards,   Id::ClockStepped,        Id::NameMismatch,
                                   Id::ChangedWhileReading, Id::FutureTime};
    return std::ranges::any_of(Doubts, [&](Id doubt) { return has(report.evidence, doubt); });
}

/// By the content of the lock: a recorded start time, or the fact that the process already existed when the lock was
/// last written, so that no other process had its PID then.
std::optional<Proof> claimProof(const LockReport &report, const HostSnapshot &machine)
{
    const auto &owner = report.owner;
    if (!namesProcess(report) || isUncertain(report) || whyUntrusted(report, *report.process))
        return {};
    if (owner.startTicks && *owner.startTicks == report.process->startTicks)
        return Proof{*owner.pid, Sentence::Plan::ProofStart};
    if (!clockRanEvenly(machine.host()) || !report.process->startTime)
        return {};
    return Proof{*owner.pid, Sentence::Plan::ProofRunning};
}

Failure signalRefused(const std::filesystem::path &path, Message why)
{
    return Failure::of(LockErrc::SignalRefused, path, std::move(why));
}

std::vector<Proof> proofsOf(const LockReport &report, const HostSnapshot &machine)
{
    auto proofs = kernelProofs(report);
    if (!proofs.empty())
        return proofs;
    if (auto proof = claimProof(report, machine))
        proofs.push_back(std::move(*proof));
    return proofs;
}

/// What the path led to at one time.
struct InspectedLock
{
    LockReport report;
    std::vector<uid_t> linkOwners; ///< of the symbolic links in its path

    /// Another user can lead the path to another lock at any time, unless only to one that a process of that user
    /// holds.
    bool isOfForeignLink(const ProcessFacts &process) const
    {
        return std::ranges::any_of(linkOwners, [&](uid_t owner) {
            return owner != 0 && owner != ::geteuid() && static_cast<std::int64_t>(owner) != process.uid;
        });
    }
};

/// By the descriptor of the directory, so that the lock is the one that these links lead to.
InspectedLock inspectLock(const std::filesystem::path &path, const HostSnapshot &machine)
{
    InspectedLock inspected;
    const auto place = TrustedPath::resolveDirectoryOf(path, LockErrc::SignalFailed, [&](uid_t owner, bool) {
        inspected.linkOwners.push_back(owner);
        return true;
    });
    DirectoryAtHand directory;
    Probe probed;
    if (place) {
        directory.fd = place->directory();
        probed =
            probe({.directory = directory.fd, .name = place->name().c_str(), .directoryPlace = nullptr, .oldest = {}},
                  machine);
    } else if (place.error().systemErrno == ENOENT) {
        probed.absent = true;
    } else {
        // Not by its path: a link may be there now.
        const auto &failure = place.error();
        probed.error =
            ProbeError{failure.errnoName(), failure.call, std::generic_category().message(failure.systemErrno)};
    }
    inspected.report = buildReport(path, std::move(probed), machine, Choice::AskedFor, directory);
    return inspected;
}

} // namespace

class Holder::Private
{
public:
    bool holds(const LockReport &report, const HostSnapshot &machine) const
    {
        const auto proofs = proofsOf(report, machine);
        const auto now = machine.process(process.pid);
        return !pidfd.hasEnded() && now && now->startTicks == process.startTicks &&
               std::ranges::find(proofs, process.pid, &Proof::pid) != proofs.end();
    }

    std::filesystem::path path;
    PidFd pidfd;
    ProcessFacts process;
    Message proof;
};

Holder::Holder(std::unique_ptr<Private> facts)
    : d(std::move(facts))
{}

Holder::Holder(Holder &&) noexcept = default;
Holder &Holder::operator=(Holder &&) noexcept = default;
Holder::~Holder() = default;

Result<std::vector<Holder>> Holder::of(const std::filesystem::path &path)
{
    if (auto answers = fileSystemAnswers(path, LockErrc::SignalFailed); !answers)
        return answers.error();
    // First opens the process, then checks whether it holds the lock: in the other order, another process could get the
    // PID in between.
    std::vector<Holder> holders;
    const HostSnapshot first;
    std::optional<Failure> refused;
    for (const auto &proof : proofsOf(inspectLock(path, first).report, first)) {
        auto pidfd = PidFd::open(proof.pid);
        if (!pidfd)
            continue;
        const HostSnapshot machine;
        auto process = machine.process(proof.pid);
        const auto inspected = inspectLock(path, machine);
        const auto proofs = proofsOf(inspected.report, machine);
        const auto still =
            std::find_if(proofs.begin(), proofs.end(), [&](const Proof &again) { return again.pid == proof.pid; });
        if (!process || still == proofs.end() || pidfd->hasEnded())
            continue;
        if (inspected.isOfForeignLink(*process)) {
            refused = signalRefused(path, Sentence::Detail::LinkInPath);
            continue;
        }
        holders.push_back(
            Holder(std::make_unique<Private>(Private{path, std::move(*pidfd), std::move(*process), still->message})));
    }
    if (!holders.empty())
        return holders;
    if (refused)
        return *std::move(refused);
    const auto report = inspectLock(path, HostSnapshot()).report;
    if (report.verdict.state == Verdict::State::Absent || report.error) {
        auto failure = Failure::of(LockErrc::SignalFailed, path);
        if (report.error)
            failure.details = {{Sentence::Detail::Text, Phrase{report.error->message}}};
        else
            failure.details = report.verdict.sentences;
        failure.call = report.error ? report.error->call : std::string();
        return failure;
    }
    if (namesProcess(report)) {
        if (auto why = whyUntrusted(report, *report.process)) {
            auto failure = signalRefused(path, {Sentence::Detail::PidProvesNothing, *report.owner.pid});
            failure.details.push_back(*std::move(why));
            return failure;
        }
    }
    if (report.verdict.state == Verdict::State::Held && report.kernelLocks.empty() && report.owner.pid)
        return signalRefused(path, {Sentence::Detail::HolderNotProven, *report.owner.pid});
    auto failure = Failure::of(LockErrc::SignalRefused, path);
    failure.details = report.verdict.sentences;
    return failure;
}

std::int64_t Holder::pid() const
{
    return d->process.pid;
}

bool Holder::hasExited() const
{
    return d->pidfd.hasEnded();
}

bool Holder::stillHolds() const
{
    if (!fileSystemAnswers(d->path, LockErrc::SignalFailed))
        return false;
    const HostSnapshot machine;
    return d->holds(inspectLock(d->path, machine).report, machine);
}

const ProcessFacts &Holder::process() const
{
    return d->process;
}

const Message &Holder::proof() const
{
    return d->proof;
}

std::optional<Message> Holder::refusal() const
{
    using Sentence::Detail;
    if (d->process.pid == ::getpid())
        return Message(Detail::SignalsItself, d->process.pid);
    if (d->process.pid == 1)
        return Message(Detail::SignalsInit, d->process.pid);
    if (d->process.namespacePids.size() > 1)
        return Message(Detail::SignalsContainer, d->process.pid);
    return {};
}

Result<void> Holder::signal(int number) const
{
    if (auto why = refusal())
        return signalRefused(d->path, *std::move(why));
    if (auto answers = fileSystemAnswers(d->path, LockErrc::SignalFailed); !answers)
        return answers.error();
    const HostSnapshot machine;
    const auto inspected = inspectLock(d->path, machine);
    if (inspected.isOfForeignLink(d->process))
        return signalRefused(d->path, Sentence::Detail::LinkInPath);
    if (!d->holds(inspected.report, machine))
        return signalRefused(d->path, {Sentence::Detail::HoldsNoMore, d->process.pid});
    if (const auto sent = d->pidfd.signal(number); !sent) {
        auto failure = sent.error();
        failure.code = LockErrc::SignalFailed;
        return failure;
    }
    return {};
}

} // namespace Lockscope
