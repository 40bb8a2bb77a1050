// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// What other hosts report about the processes that locks record: Testimony.
///
///     RemoteHosts hosts(*HostList::read());     // of <lockscope/hosts.h>
///     Inspector inspector;
///     auto report = inspector.inspect(path);
///     if (isForOtherHost(report)) {
///         inspector.setTestimonies(hosts.ask({&report.owner, 1}));
///         report = inspector.inspect(path);
///     }

#include <lockscope/claim.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/verdict.h>

#include <QObject>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// The answer of another host to the question whether the processes that a lock records are running on it. A host
/// testifies about itself only. Strings come from that host and are untrusted.
struct LOCKSCOPE_EXPORT Testimony
{
    Q_GADGET

public:
    enum class Life
    {
        Running,
        Exited, ///< proven by that host
        Undecided,
    };
    /// What the host says about one process.
    struct Process
    {
        std::int64_t pid = 0;
        Life life = Life::Undecided;
        Verdict::Reason reason = Verdict::Reason::PidDead; ///< that decided it
        std::string name;                                  ///< of the running process

        bool operator==(const Process &) const = default;
    };
    /// Why there is no answer.
    enum class Problem
    {
        NotReached,    ///< ssh or the program at the far end failed; `detail` is its message
        NoAnswer,      ///< it did not answer in time
        BadAnswer,     ///< the answer does not follow the protocol
        OtherMachine,  ///< the machine ID of the answer is not the one in the list of hosts
        AmbiguousName, ///< several hosts of the list have this name
    };

    std::string host;      ///< its name in the list of hosts, which is the name that the lock records
    std::string machineId; ///< of the host that answered
    std::string bootId;
    bool seesAllProcesses = false;  ///< of its machine
    Claim claim;                    ///< the owner that it was asked about
    std::vector<Process> processes; ///< one for each PID of the claim
    std::optional<Problem> problem;
    std::string detail;
    std::chrono::nanoseconds askedAt{}; ///< when the question was sent, on the steady clock of this host
    std::chrono::nanoseconds took{};    ///< until the answer arrived

    bool operator==(const Testimony &) const = default;
};

/// Stable identifiers for other programs: `not-reached`, `no-answer`, `bad-answer`, `other-machine`, `ambiguous-name`.
LOCKSCOPE_EXPORT std::string_view toWord(Testimony::Problem problem);

/// Asks other hosts. RemoteHosts of `<lockscope/hosts.h>` asks by ssh.
class LOCKSCOPE_EXPORT HostAsker
{
public:
    virtual ~HostAsker();
    /// Asks the hosts that these owners name. Returns one testimony for each owner whose host is known, with a problem
    /// if that host did not answer. Blocks until all have answered or timed out: do not call it in a GUI
    /// thread. Thread-safe.
    virtual std::vector<Testimony> ask(std::span<const Claim> owners) = 0;
};

/// Whether the report is undecided because the lock was created on another host, which may be asked.
LOCKSCOPE_EXPORT bool isForOtherHost(const LockReport &report);

} // namespace Lockscope
