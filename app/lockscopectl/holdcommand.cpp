// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "acquisition.h"
#include "blockedsignals.h"
#include "command.h"
#include "exitstatus.h"
#include "lockfollower.h"
#include "stoponsignal.h"

#include <lockscope/displaytext.h>
#include <lockscope/json.h>
#include <lockscope/losswatch.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>

#include <poll.h>
#include <unistd.h>

namespace Ctl {

using Lockscope::jsonText;
using Lockscope::JsonWriter;

namespace {

/// Holds the lock until standard input ends (or cannot be read) or a signal arrives, and returns nothing; or until the
/// lock is lost, and returns how.
std::optional<Lockscope::Failure> hold(const Lockscope::LockFile &lock, const BlockedSignals &signals)
{
    Lockscope::LossWatch watch(lock);
    std::array<pollfd, 3> waits{{{signals.fd(), POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}, {watch.fd(), POLLIN, 0}}};
    for (;;) {
        if (auto loss = watch.check())
            return loss;
        if (::poll(waits.data(), waits.size(), static_cast<int>(watch.interval().count())) <= 0)
            continue;
        if (waits[0].revents != 0)
            return {};
        if (waits[1].revents == 0)
            continue;
        std::array<char, 4096> ignored{};
        const auto count = ::read(STDIN_FILENO, ignored.data(), ignored.size());
        if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN))
            return {};
    }
}

/// `now` is the lock as it is after its loss, if that is the event.
bool printEvent(std::string_view event, const Lockscope::LockFile &lock, bool json, Output &output,
                const Lockscope::LockReport *now = nullptr)
{
    if (!json)
        return output.line(QStringLiteral("%1 %2 %3 (process %4)")
                               .arg(jsonText(event), jsonText(lock.kind()), Lockscope::displayText(lock.path()),
                                    QString::number(::getpid())));
    std::string line;
    JsonWriter writer(line);
    writer.beginObject();
    writer.key("event").bytes(event);
    writer.key("kind").bytes(lock.kind());
    writer.key("pid").number(std::int64_t{::getpid()});
    writer.path(lock.path().native());
    if (const auto token = lock.token(); !token.empty())
        writer.key("token").bytes(token);
    if (now) {
        writer.key("verdict").bytes(toWord(now->verdict.state));
        writer.key("owner");
        write(writer, now->owner);
        writer.key("process");
        if (now->process)
            write(writer, *now->process);
        else
            writer.null();
    }
    writer.endObject();
    return output.line(line);
}

int reportLoss(const Lockscope::Failure &loss, const Lockscope::LockFile &lock, bool json, Output &output)
{
    // The new holder, with the keys of `inspect`.
    const auto now = inspectLock(lock.path());
    printEvent("lost", lock, json, output, &now);
    printError(loss.message());
    return ExitStatus::Failed;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.size() != 2)
        return usageError(holdCommand(), arguments.operands.size() < 2
                                             ? QStringLiteral("missing operand: KIND and PATH are required")
                                             : QStringLiteral("too many operands: expected KIND and PATH"));
    // The lock is released even if the reader of standard output has exited.
    ::signal(SIGPIPE, SIG_IGN);
    BlockedSignals signals({SIGINT, SIGTERM, SIGHUP});
    const auto acquisition = [&] {
        const StopOnSignal stopOnSignal(signals);
        auto result = acquireLock(holdCommand(), arguments, stopOnSignal.token());
        if (!result.lock && stopOnSignal.token().stop_requested())
            result.exitStatus = ExitStatus::SignalBase + static_cast<int>(signals.next().ssi_signo);
        return result;
    }();
    if (!acquisition.lock)
        return acquisition.exitStatus;
    if (printEvent("acquired", *acquisition.lock, arguments.json, output)) {
        if (const auto loss = hold(*acquisition.lock, signals)) {
            const int status = reportLoss(*loss, *acquisition.lock, arguments.json, output);
            static_cast<void>(acquisition.lock->release()); // leaves the lock of another process alone
            return status;
        }
    }
    const int status = releaseLock(*acquisition.lock);
    if (status == ExitStatus::Done)
        printEvent("released", *acquisition.lock, arguments.json, output);
    return status;
}

} // namespace

const Command &holdCommand()
{
    static const Command command{
        .name = "hold",
        .synopsis = "KIND PATH",
        .summary = "hold a lock until standard input ends or a signal arrives",
        .details = "Acquires the lock, prints one line, and holds the lock until standard input ends\n"
                   "or SIGINT, SIGTERM or SIGHUP arrives; then releases it and prints another line.\n"
                   "If standard input is /dev/null, the lock is released at once. If another process\n"
                   "removes or replaces the lock, a line reports the loss and the new holder, and\n"
                   "the command exits. 'lockscopectl kinds' lists the values of KIND. PATH is the\n"
                   "lock file; for link, symlink, mkdir and sqlite it is the protected file, and the\n"
                   "lock is PATH.lock. If another process holds the lock for more than a second,\n"
                   "standard error reports which one, unless --quiet is given.",
        .exitStatus = "  0      done\n"
                      "  1      another process holds the lock\n"
                      "  2      usage error\n"
                      "  4      the lock could not be acquired or released, or it was lost\n"
                      "  128+N  signal N arrived before the lock was acquired",
        .example = "lockscopectl hold fcntl /run/lock/app.lock --timeout 0 --json",
        .options = acquisitionOptions(),
        .run = run,
    };
    return command;
}

} // namespace Ctl
