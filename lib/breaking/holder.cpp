// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/holder.h>

#include "breaking/trustedtext.h"
#include "inspect/arguments.h"
#include "inspect/evidence/rules.h"
#include "inspect/facts.h"
#include "inspect/machine.h"
#include "inspect/reportbuilder.h"
#include "system/pidfd.h"
#include "system/processes.h"
#include "values/lockphrases.h"

#include <lockscope/filesystemanswers.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <array>

#include <unistd.h>

namespace Lockscope {

namespace {

/// One process, and what ties it to the lock.
struct Proof
{
    std::int64_t pid = 0;
    QString words;
};

/// By the kernel: the lock stands at one of its descriptors.
std::vector<Proof> kernelProofs(const LockReport &report)
{
    std::vector<Proof> proofs;
    auto locks = report.kernelLocks;
    // What may be a lock on another file proves nothing.
    std::erase_if(locks, [](const KernelLock &lock) { return !lock.onThisFile; });
    for (const auto &holder : holdersOf(locks)) {
        if (holder.proved)
            proofs.push_back(
                {holder.pid, LockPhrases::tr("the kernel shows the lock at its descriptor %1").arg(holder.fd)});
    }
    return proofs;
}

/// The process that the lock records, if it says only that it runs.
bool namesProcess(const LockReport &report)
{
    return report.verdict.state == Verdict::State::Held && report.verdict.reason == Verdict::Reason::PidAlive &&
           report.process && report.owner.pid == report.process->pid;
}

bool isUncertain(const LockReport &report)
{
    using Id = Evidence::Id;
    constexpr std::array Doubts = {Id::InnerPidNamespace, Id::OwnPidNamespace,     Id::ProcessesHidden,
                                   Id::HostUnclear,       Id::ForeignPidNamespace, Id::RemoteFileSystem,
                                   Id::ClockStepped,      Id::NameMismatch,        Id::ChangedWhileReading};
    return std::ranges::any_of(Doubts, [&](Id doubt) { return has(report.evidence, doubt); });
}

/// By what the lock says: a start that it records, or else that the process was there already when the lock was last
/// written, and so no other process had its number then.
std::optional<Proof> claimProof(const LockReport &report, const Machine &machine)
{
    const auto &owner = report.owner;
    if (!namesProcess(report) || isUncertain(report) || !whyUntrusted(report, *report.process).isEmpty())
        return {};
    if (owner.startTicks && *owner.startTicks == report.process->startTicks)
        return Proof{*owner.pid, LockPhrases::tr("the lock records when it started")};
    Facts facts;
    facts.clockDeviation = machine.host().clockDeviation;
    if (!clockRanEvenly(facts) || !report.process->startTime)
        return {};
    return Proof{*owner.pid, LockPhrases::tr("the lock names it, and it was running when the lock was written")};
}

Failure refusal(const std::filesystem::path &path, const QString &why)
{
    return Failure::of(LockErrc::SignalRefused, path, why.toStdString());
}

std::vector<Proof> proofsOf(const LockReport &report, const Machine &machine)
{
    auto proofs = kernelProofs(report);
    if (!proofs.empty())
        return proofs;
    if (auto proof = claimProof(report, machine))
        proofs.push_back(std::move(*proof));
    return proofs;
}

LockReport lookAtLock(const std::filesystem::path &path, const Machine &machine)
{
    return buildReport(
        path, lookAt({.folder = AT_FDCWD, .name = path.c_str(), .folderPlace = nullptr, .oldest = {}}, machine),
        machine, Choice::AskedFor);
}

} // namespace

class Holder::Private
{
public:
    std::filesystem::path path;
    PidFd pidfd;
    ProcessFacts process;
    QString proof;
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
    // First who it is, held fast, and then whether it holds the lock: the other way round, another process could get
    // the number in between.
    std::vector<Holder> holders;
    const Machine first;
    for (const auto &proof : proofsOf(lookAtLock(path, first), first)) {
        auto pidfd = PidFd::open(proof.pid);
        if (!pidfd)
            continue;
        const Machine machine;
        auto process = machine.process(proof.pid);
        const auto proofs = proofsOf(lookAtLock(path, machine), machine);
        const auto still =
            std::find_if(proofs.begin(), proofs.end(), [&](const Proof &again) { return again.pid == proof.pid; });
        if (!process || still == proofs.end() || pidfd->hasEnded())
            continue;
        holders.push_back(
            Holder(std::make_unique<Private>(Private{path, std::move(*pidfd), std::move(*process), still->words})));
    }
    if (!holders.empty())
        return holders;
    const auto report = lookAtLock(path, Machine());
    if (report.verdict.state == Verdict::State::Absent || report.error) {
        auto failure = Failure::of(LockErrc::SignalFailed, path,
                                   report.error ? report.error->message : text(report.verdict).toStdString());
        failure.call = report.error ? report.error->call : std::string();
        return failure;
    }
    if (namesProcess(report)) {
        if (const auto why = whyUntrusted(report, *report.process); !why.isEmpty())
            return refusal(path, LockPhrases::tr("it records process %1, but %2, so the PID proves nothing; check that "
                                                 "process, and signal it with kill(1)")
                                     .arg(QString::number(*report.owner.pid), why));
    }
    if (report.verdict.state == Verdict::State::Held && report.kernelLocks.empty() && report.owner.pid)
        return refusal(path, LockPhrases::tr("it names process %1, but that this process holds it is not proved")
                                 .arg(*report.owner.pid));
    return refusal(path, text(report.verdict));
}

std::int64_t Holder::pid() const
{
    return d->process.pid;
}

bool Holder::hasExited() const
{
    return d->pidfd.hasEnded();
}

const ProcessFacts &Holder::process() const
{
    return d->process;
}

QString Holder::proof() const
{
    return d->proof;
}

QString Holder::whyNot() const
{
    if (d->process.pid == ::getpid())
        return LockPhrases::tr("it is this program itself");
    if (d->process.pid == 1)
        return LockPhrases::tr("it is the first process, which everything else hangs on");
    if (d->process.namespacePids.size() > 1)
        return LockPhrases::tr("it runs in another pid namespace, a container: end it there");
    return {};
}

Result<void> Holder::signal(int number) const
{
    if (const auto why = whyNot(); !why.isEmpty())
        return refusal(d->path, LockPhrases::tr("process %1: %2").arg(d->process.pid).arg(why));
    if (auto answers = fileSystemAnswers(d->path, LockErrc::SignalFailed); !answers)
        return answers.error();
    const Machine machine;
    const auto proofs = proofsOf(lookAtLock(d->path, machine), machine);
    const auto process = machine.process(d->process.pid);
    const bool isStill =
        !d->pidfd.hasEnded() && process && process->startTicks == d->process.startTicks &&
        std::any_of(proofs.begin(), proofs.end(), [this](const Proof &proof) { return proof.pid == d->process.pid; });
    if (!isStill)
        return refusal(d->path, LockPhrases::tr("process %1 does not hold it any more").arg(d->process.pid));
    if (const auto sent = d->pidfd.signal(number); !sent) {
        auto failure = sent.error();
        failure.code = LockErrc::SignalFailed;
        return failure;
    }
    return {};
}

} // namespace Lockscope
