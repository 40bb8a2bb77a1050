// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/hosts.h>

#include "inspect/hostsnapshot.h"
#include "inspect/report.h"
#include "remote/protocol.h"
#include "system/clocks.h"

#include <lockscope/inspector.h>

#include <algorithm>
#include <optional>

namespace Lockscope {

namespace {

using State = Verdict::State;

} // namespace

class HostAnswers::Private
{
public:
    Testimony::Process lookUp(const Protocol::Question &question)
    {
        const auto &claim = *question.claim;
        if (isRuledOut(claim.pids.front(), question.candidates))
            return {.pid = claim.pids.front(),
                    .life = Testimony::Life::Exited,
                    .reason = Verdict::Reason::PidDead,
                    .name = {}};
        // Exits are noticed in any case; what a container started since is only looked for before an exit is reported.
        machine.forgetProcesses(false);
        auto process = judge(claim);
        if (process.life == Testimony::Life::Exited) {
            machine.forgetProcesses(true);
            process = judge(claim);
        }
        return process;
    }

    /// Questions that arrive together are answered by one reading of the kernel's table of locks.
    const Inspector &recentInspector()
    {
        constexpr std::chrono::milliseconds MaxAge{50};
        if (!inspector || steadyNow() - refreshedAt > MaxAge) {
            inspector.emplace();
            refreshedAt = steadyNow();
        }
        return *inspector;
    }

    HostSnapshot machine;

private:
    std::optional<Inspector> inspector; ///< only questions about files need it
    std::chrono::nanoseconds refreshedAt{};

    /// No process of this host can have that PID, and another candidate is possible.
    bool isRuledOut(std::int64_t pid, const std::vector<std::int64_t> &candidates) const
    {
        const auto isPossible = [max = machine.host().pidMax](std::int64_t each) { return max == 0 || each < max; };
        return !isPossible(pid) && std::ranges::any_of(candidates, isPossible);
    }

    /// As for a lock on a local file system, which records no host: the owner is one of this host.
    Testimony::Process judge(const Claim &claim) const
    {
        const auto verdict = verdictOnClaim(claim, {}, machine);
        Testimony::Process process;
        process.pid = claim.pids.front();
        process.reason = verdict.reason;
        if (verdict.state == State::Stale)
            process.life = Testimony::Life::Exited;
        else if (verdict.state == State::Held)
            process.life = Testimony::Life::Running;
        if (process.life == Testimony::Life::Running) {
            if (const auto running = machine.process(process.pid))
                process.name = running->name;
        }
        return process;
    }
};

HostAnswers::HostAnswers()
    : d(std::make_unique<Private>())
{}

HostAnswers::~HostAnswers() = default;

std::string HostAnswers::greeting() const
{
    const auto &host = d->machine.host();
    return Protocol::greeting({.hostname = host.hostname,
                               .machineId = host.machineId,
                               .bootId = host.bootId,
                               .pidNamespace = host.pidNamespace,
                               .seesAllProcesses = host.seesAllProcesses() && !d->machine.processesHidden(),
                               .uid = d->machine.facts()->uid,
                               .version = LOCKSCOPE_VERSION});
}

std::string HostAnswers::answer(std::string_view line)
{
    const auto question = line.size() <= MaxLine ? Protocol::parseQuestion(line) : std::nullopt;
    if (!question)
        return Protocol::errorAnswer(-1, "not a question");
    if (!question->path.empty())
        return Protocol::fileAnswer(question->id,
                                    Protocol::FileState::of(d->recentInspector().inspect(question->path)));
    if (question->lockedInode) {
        const auto inodes = std::span(&*question->lockedInode, 1);
        return Protocol::reportsAnswer(question->id, d->recentInspector().inspectKernelLocks(inodes));
    }
    if (!question->claim)
        return Protocol::errorAnswer(question->id, "unknown question");
    return Protocol::processAnswer(question->id, d->lookUp(*question));
}

std::optional<HostAnswers::Command> HostAnswers::commandIn(std::string_view line)
{
    auto question = line.size() <= MaxLine ? Protocol::parseQuestion(line) : std::nullopt;
    if (!question || question->command.empty())
        return {};
    return Command{question->id, std::move(question->command)};
}

std::string HostAnswers::acceptance(const Command &command)
{
    return Protocol::commandAnswer(command.id, {});
}

std::string HostAnswers::refusal(const Command &command, std::string_view reason)
{
    return Protocol::commandAnswer(command.id, reason);
}

} // namespace Lockscope
