// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/hosts.h>

#include "inspect/testimonies.h"
#include "remote/hostlane.h"
#include "remote/sshconnection.h"
#include "values/sentences.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>

namespace Lockscope {

namespace {

/// No process of this host has a kernel lock on the file, but one of another host may.
bool isUndecidedKernelLock(const LockReport &report)
{
    return report.verdict.state == Verdict::State::Unknown && report.row.empty() &&
           std::ranges::any_of(report.verdict.sentences, [](const Message &sentence) {
               return sentence.id == Sentence::Id(Sentence::Verdict::NoKernelLockHereButRemote);
           });
}

} // namespace

class RemoteHosts::Private
{
public:
    explicit Private(HostList hosts)
        : list(std::move(hosts))
    {}

    HostLane &laneOf(const ListedHost &host)
    {
        auto &lane = lanes[host.name + ' ' + host.destination];
        if (!lane)
            lane = std::make_unique<HostLane>(host, slots);
        return *lane;
    }

    const HostList list;
    std::mutex mutex; ///< guards the members below
    std::string only;
    std::shared_ptr<HostSlots> slots = std::make_shared<HostSlots>(8);
    std::map<std::string, std::unique_ptr<HostLane>> lanes;
};

RemoteHosts::RemoteHosts(HostList list)
    : d(std::make_unique<Private>(std::move(list)))
{}

RemoteHosts::~RemoteHosts() = default;

void RemoteHosts::setOnly(std::string name)
{
    const std::lock_guard lock(d->mutex);
    d->only = std::move(name);
}

/// A name in a lock is only compared with those in the list.
std::vector<Testimony> RemoteHosts::ask(std::span<const Claim> owners)
{
    std::vector<Testimony> testimonies;
    std::vector<std::future<std::vector<Testimony>>> answers;
    {
        const std::lock_guard lock(d->mutex);
        std::map<HostLane *, std::vector<Claim>> questions;
        for (const auto &owner : owners) {
            const auto hosts = d->list.named(owner.hostname.value_or(std::string()));
            if (hosts.empty() || owner.pids.empty())
                continue;
            const auto asked = d->only.empty() ? hosts : d->list.named(d->only);
            if (asked.empty() || asked.front().name != hosts.front().name)
                continue;
            if (hosts.size() > 1) {
                Testimony said;
                said.host = hosts.front().name;
                said.claim = owner;
                said.problem = Testimony::Problem::AmbiguousName;
                testimonies.push_back(std::move(said));
                continue;
            }
            questions[&d->laneOf(hosts.front())].push_back(owner);
        }
        for (auto &[lane, claims] : questions)
            answers.push_back(lane->ask(std::move(claims)));
    }
    for (auto &answer : answers)
        std::ranges::move(answer.get(), std::back_inserter(testimonies));
    return testimonies;
}

void RemoteHosts::askAboutFile(const std::string &name, LockReport &report)
{
    using Id = Evidence::Id;
    using Sentence::Finding;
    const auto hosts = d->list.named(name);
    if (hosts.size() != 1 || !isUndecidedKernelLock(report))
        return;
    const auto seen = Protocol::FileState::of(report);
    auto answer = [&] {
        const std::lock_guard lock(d->mutex);
        return d->laneOf(hosts.front()).askAboutFile(report.path);
    }();
    const auto said = answer.get();
    report.asked.push_back(askedHost(said.base));
    const auto add = [&](Id id, Evidence::Supports supports, Message finding) {
        report.evidence.push_back(
            {id, supports, std::move(finding), QStringLiteral("lockscopectl answer"), said.base.host});
    };
    if (said.base.problem)
        return add(Id::HostNotReached, Evidence::Supports::Unknown, problemText(said.base));
    if (!seen.isSame(said.file))
        return add(Id::UndecidedOnHost, Evidence::Supports::Unknown, {Finding::OtherFileOnHost, said.base.host});
    for (const auto &lock : said.file.locks)
        add(Id::RunningOnHost, Evidence::Supports::Held,
            {Finding::KernelLockOnHost, ProcessNames{lock.holders}, said.base.host, lock.lock});
    if (said.file.locks.empty())
        return;
    report.verdict = {Verdict::State::Held,
                      Verdict::Confidence::Presumed,
                      Verdict::Reason::ServerDecides,
                      {{Sentence::Verdict::HeldByKernelLockOnHost, ProcessNames{said.file.locks.front().holders},
                        said.base.host, report.fileSystem ? report.fileSystem->type : std::string()}}};
    report.breakPermission = LockReport::BreakPermission::Never;
    report.breakRefused = Sentence::Refusal::KernelLocksEnd;
}

Result<HostGreeting> RemoteHosts::greet(const std::string &destination)
{
    using Sentence::Detail;
    if (destination.empty() || destination.starts_with('-'))
        return Failure::of(LockErrc::InvalidOption, {}, Detail::InvalidHost);
    SshConnection ssh(destination);
    if (auto greeting = ssh.open())
        return *std::move(greeting);
    switch (ssh.error()) {
    case SshConnection::Error::NoAnswer:
        return Failure::of(LockErrc::ReadFailed, {}, {Detail::HostDidNotAnswer, destination});
    case SshConnection::Error::BadAnswer:
    case SshConnection::Error::OtherVersion:
        return Failure::of(LockErrc::ReadFailed, {}, {Detail::HostAnswerInvalid, destination});
    case SshConnection::Error::NotReached:
        break;
    }
    return Failure::of(LockErrc::ReadFailed, {}, {Detail::HostNotReached, destination, ssh.errorText()});
}

} // namespace Lockscope
