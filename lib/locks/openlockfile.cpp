// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/openlockfile.h>

#include "locks/heldmarks.h"
#include "locks/logging.h"
#include "locks/openlockcontent.h"
#include "locks/privatefile.h"
#include "system/clocks.h"
#include "system/systemcalls.h"
#include "values/sentences.h"

#include <lockscope/displaytext.h>

#include <mutex>

#include <errno.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::mutex defaultsMutex;

OpenlockFile::Parameters &defaultParameters()
{
    static OpenlockFile::Parameters parameters;
    return parameters;
}

/// Python's NamedTemporaryFile, with which the original creates its file, gives no access to group and others.
constexpr mode_t Mode = 0600;

std::string ownText()
{
    return std::to_string(::getpid()) + '\n' + ownOpenLockName() + '\n';
}

/// How often a file that vanishes or changes while it is read is read again at once.
constexpr int MostLooks = 20;

} // namespace

class OpenlockFile::Private
{
public:
    Private(OpenlockFile *lock, const Parameters &p)
        : q(lock)
        , parameters(p)
    {}

    Result<PrivateFile> newFile() const;
    Result<bool> create();
    Result<OpenlockContent::Replaced> replace(const OpenlockContent &stale);
    Result<void> warnIfSlow(std::chrono::nanoseconds took) const;

    OpenlockFile *q;
    Parameters parameters;
};

OpenlockFile::OpenlockFile(PathArgument path, Timeout timeout)
    : OpenlockFile(std::move(path), timeout, defaults())
{}

OpenlockFile::OpenlockFile(PathArgument path, Timeout timeout, const Parameters &parameters)
    : MarkerLockFile(std::move(path))
    , d(std::make_unique<Private>(this, parameters))
{
    setDefaultTimeout(timeout);
}

OpenlockFile::~OpenlockFile()
{
    releaseInDestructor();
}

OpenlockFile::Parameters OpenlockFile::defaults()
{
    const std::lock_guard guard(defaultsMutex);
    return defaultParameters();
}

Result<void> OpenlockFile::setDefaults(const std::map<std::string, double> &values)
{
    const auto inNanoseconds = [](double seconds) {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
    };
    constexpr double Longest = 3600;
    const std::lock_guard guard(defaultsMutex);
    auto changed = defaultParameters();
    for (const auto &[name, value] : values) {
        if (!(value >= 0 && value <= Longest))
            return Failure::of(LockErrc::InvalidOption, {}, {Sentence::Detail::OutOfRange, name});
        if (name == "race_delay")
            changed.raceDelay = inNanoseconds(value);
        else if (name == "retry_period")
            changed.retryPeriod = inNanoseconds(value);
        else if (name == "tries")
            changed.tries = static_cast<int>(value);
        else if (name == "slow_system_exception")
            changed.slowSystemException = value != 0;
        else
            return Failure::of(LockErrc::InvalidOption, {}, {Sentence::Detail::UnknownOpenlockOption, name});
    }
    defaultParameters() = changed;
    return {};
}

Result<PrivateFile> OpenlockFile::Private::newFile() const
{
    q->made().name = ownText();
    return PrivateFile::create(q->place(), q->made().name, Mode);
}

/// Creates a file if there is none. False if another process was faster.
Result<bool> OpenlockFile::Private::create()
{
    auto file = newFile();
    return file ? q->publish(*file) : file.error();
}

/// Fails if slowSystemException is set; otherwise logs a warning.
Result<void> OpenlockFile::Private::warnIfSlow(std::chrono::nanoseconds took) const
{
    if (took * 3 < parameters.raceDelay * 2)
        return {};
    if (parameters.slowSystemException)
        return Failure::of(LockErrc::LockFailed, q->path(), Sentence::Detail::SlowSystem);
    qCWarning(lockLog) << "replacing" << displayText(q->path()) << "took" << took.count()
                       << "ns, too long for the race delay";
    return {};
}

/// Replaces a file whose owner has exited. Python peers rename their file over any existing one, so the file is read
/// again after a delay: the process that it names then owns the lock.
Result<OpenlockContent::Replaced> OpenlockFile::Private::replace(const OpenlockContent &stale)
{
    using Replaced = OpenlockContent::Replaced;
    auto &mark = q->made().file;
    const auto start = steadyNow();
    auto file = newFile();
    if (!file)
        return file.error();
    const auto replaced = stale.replaceBy(*file);
    if (!replaced || *replaced != Replaced::Done)
        return replaced;
    if (auto kept = q->keep(*file); !kept)
        return kept.error();
    if (auto slow = warnIfSlow(steadyNow() - start); !slow) {
        if (mark.isAt(q->path(), LockErrc::LockFailed).value_or(false))
            static_cast<void>(removeMark(q->place()));
        mark.close();
        return slow.error();
    }
    // Measured from now, not from the start: however long replacing took, peers get the full delay.
    const auto end = steadyNow() + parameters.raceDelay;
    for (auto left = parameters.raceDelay; left > std::chrono::nanoseconds::zero(); left = end - steadyNow()) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const struct timespec time = {seconds.count(), (left - seconds).count()};
        sys().ppoll(nullptr, 0, &time);
    }
    const auto mine = mark.isAt(q->path(), LockErrc::LockFailed);
    if (!mine || !*mine)
        mark.close();
    if (!mine)
        return mine.error();
    return *mine ? Replaced::Done : Replaced::Busy;
}

/// Whether that owner holds the lock. If it names our own PID and no object of this process holds it, it belongs to an
/// earlier process with the same PID, e.g. the first process of a restarted container.
bool OpenlockFile::counts(std::int64_t pid, const std::string &name) const
{
    return pid == ::getpid() ? isHeldByAnotherObject() : isOpenLockHolder({pid, name});
}

Result<bool> OpenlockFile::make()
{
    if (d->parameters.tries < 1)
        return Failure::of(LockErrc::LockFailed, path(), Sentence::Detail::NoTries);
    int tries = d->parameters.tries;
    for (int looks = 0; looks < MostLooks && tries > 0; ++looks) {
        const auto seen = OpenlockContent::read(path(), LockErrc::LockFailed);
        if (!seen)
            return seen.error();
        if (seen->isPlaceholder() || (seen->owner() && counts(seen->owner()->pid, seen->owner()->name)))
            return false;
        if (seen->isAbsent()) {
            const auto created = d->create();
            if (!created || *created)
                return created;
            --tries;
            continue;
        }
        if (auto may = seen->mayReplace(d->parameters.refuseForeignContent); !may)
            return may.error();
        const auto replaced = d->replace(*seen);
        if (!replaced)
            return replaced.error();
        if (*replaced != OpenlockContent::Replaced::Changed)
            return *replaced == OpenlockContent::Replaced::Done;
    }
    return false;
}

Result<std::optional<std::int64_t>> OpenlockFile::readPid() const
{
    if (isHeldByMe())
        return std::optional<std::int64_t>(::getpid());
    const auto seen = OpenlockContent::read(path(), LockErrc::ReadFailed);
    if (!seen)
        return seen.error();
    if (seen->owner() && counts(seen->owner()->pid, seen->owner()->name))
        return std::optional(seen->owner()->pid);
    return std::optional<std::int64_t>();
}

Result<bool> OpenlockFile::queryLocked() const
{
    const auto pid = readPid();
    if (!pid)
        return pid.error();
    return pid->has_value();
}

std::optional<Claim> OpenlockFile::readClaim() const
{
    const auto seen = OpenlockContent::read(path(), LockErrc::ReadFailed);
    if (!seen || !seen->owner())
        return {};
    auto claim = Claim::ofPid(seen->owner()->pid);
    claim.name = seen->owner()->name;
    return claim;
}

} // namespace Lockscope
