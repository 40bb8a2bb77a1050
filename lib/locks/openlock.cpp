// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/openlock.h>

#include "formats/pidfile.h"
#include "locks/logging.h"
#include "locks/markfile.h"
#include "locks/openlockpeer.h"
#include "locks/privatefile.h"
#include "system/clocks.h"
#include "system/systemcalls.h"
#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <mutex>

#include <errno.h>
#include <unistd.h>

namespace Lockscope {

namespace {

std::mutex defaultsMutex;

OpenLock::Parameters &defaultParameters()
{
    static OpenLock::Parameters parameters;
    return parameters;
}

/// NamedTemporaryFile of Python, under which the original makes its file, gives nobody else a right.
constexpr mode_t Mode = 0600;

/// Nothing, or the two lines of an owner, or something else.
struct Seen
{
    std::optional<OpenLockOwner> owner;
    bool isAbsent = false;
    bool isForeign = false; ///< it is no such lock, nor what a crash could leave of one
};

} // namespace

class OpenLock::Private
{
public:
    Private(const std::filesystem::path &lock, const Parameters &p)
        : path(lock)
        , parameters(p)
    {}

    Result<Seen> look() const;
    Result<bool> adopt(PrivateFile &file);
    Result<bool> replace(PrivateFile &file);

    const std::filesystem::path &path;
    Parameters parameters;
    MarkFile mark;
    std::string text; ///< that we wrote
};

OpenLock::OpenLock(std::filesystem::path path, Timeout timeout)
    : OpenLock(std::move(path), timeout, defaults())
{}

OpenLock::OpenLock(std::filesystem::path path, Timeout timeout, const Parameters &parameters)
    : MarkerLockFile(std::move(path))
    , d(std::make_unique<Private>(this->path(), parameters))
{
    setDefaultTimeout(timeout);
}

OpenLock::~OpenLock()
{
    releaseInDestructor();
}

OpenLock::Parameters OpenLock::defaults()
{
    const std::lock_guard guard(defaultsMutex);
    return defaultParameters();
}

Result<void> OpenLock::setDefaults(const std::map<std::string, double> &values)
{
    const auto inNanoseconds = [](double seconds) {
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
    };
    constexpr double Longest = 3600;
    const std::lock_guard guard(defaultsMutex);
    auto changed = defaultParameters();
    for (const auto &[name, value] : values) {
        if (!(value >= 0 && value <= Longest))
            return Failure::of(LockErrc::InvalidOption, {}, "'" + name + "' must be from 0 to 3600");
        if (name == "race_delay")
            changed.raceDelay = inNanoseconds(value);
        else if (name == "retry_period")
            changed.retryPeriod = inNanoseconds(value);
        else if (name == "tries")
            changed.tries = static_cast<int>(value);
        else if (name == "slow_system_exception")
            changed.slowSystemException = value != 0;
        else
            return Failure::of(LockErrc::InvalidOption, {},
                               "unknown option '" + name +
                                   "'; known are race_delay, tries, retry_period, slow_system_exception");
    }
    defaultParameters() = changed;
    return {};
}

Result<Seen> OpenLock::Private::look() const
{
    const auto content = readMark(path);
    if (!content) {
        if (content.error().systemErrno == ENOENT)
            return Seen{.owner = {}, .isAbsent = true};
        return content.error();
    }
    Seen seen;
    seen.owner = readOpenLock(*content);
    // A file system that lost its last writes leaves a name with nothing, or with zero bytes, behind it.
    seen.isForeign = !seen.owner && content->find_first_not_of('\0') != std::string::npos;
    return seen;
}

Result<bool> OpenLock::Private::adopt(PrivateFile &file)
{
    if (auto adopted = mark.adopt(file.take(), path); !adopted) {
        static_cast<void>(removeMark(path));
        mark.close();
        return adopted.error();
    }
    return true;
}

/// Takes the place of a file whose owner is gone, as the originals do it among each other: whoever wants it renames his
/// own over it, and who is in it after a while has won. False where that was another.
Result<bool> OpenLock::Private::replace(PrivateFile &file)
{
    const auto start = steadyNow();
    if (auto published = file.publishInPlace(); !published)
        return published.error();
    if (auto adopted = adopt(file); !adopted)
        return adopted;
    const auto took = steadyNow() - start;
    if (took * 3 >= parameters.raceDelay * 2 && parameters.raceDelay > std::chrono::nanoseconds::zero()) {
        if (parameters.slowSystemException) {
            static_cast<void>(removeMark(path));
            mark.close();
            return Failure::of(
                LockErrc::LockFailed, path,
                LockPhrases::noop("replacing the file took too long for the race delay; a longer one is needed here"));
        }
        qCWarning(lockLog) << "replacing" << displayText(path) << "took" << took.count()
                           << "ns, too long for the race delay";
    }
    for (auto left = parameters.raceDelay; left > std::chrono::nanoseconds::zero();
         left = start + parameters.raceDelay - steadyNow()) {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
        const struct timespec time = {seconds.count(), (left - seconds).count()};
        sys().ppoll(nullptr, 0, &time);
    }
    auto mine = mark.isAt(path, LockErrc::LockFailed);
    if (!mine || !*mine)
        mark.close();
    return mine;
}

/// Whether that owner holds the lock. Our own number in it, while no object of ours holds it, is that of a process that
/// had the number before, as the first process of a container has the same one after each start.
bool OpenLock::counts(std::int64_t pid, const std::string &name) const
{
    return pid == ::getpid() ? isHeldByAnotherObject() : isOpenLockHolder({pid, name});
}

Result<bool> OpenLock::make()
{
    for (int tries = std::max(1, d->parameters.tries); tries > 0; --tries) {
        const auto seen = d->look();
        if (!seen) {
            auto failure = seen.error();
            failure.code = LockErrc::LockFailed;
            return failure;
        }
        if (seen->isForeign)
            return Failure::of(
                LockErrc::LockFailed, path(),
                LockPhrases::noop("it holds something else than the text of such a lock, which would be lost; "
                                  "choose another path"));
        if (seen->owner && counts(seen->owner->pid, seen->owner->name))
            return false;
        d->text = std::to_string(::getpid()) + '\n' + ownOpenLockName() + '\n';
        auto file = PrivateFile::create(path(), d->text, Mode);
        if (!file)
            return file.error();
        if (!seen->isAbsent)
            return d->replace(*file);
        const auto published = file->publish();
        if (!published)
            return published;
        if (*published)
            return d->adopt(*file);
    }
    return false;
}

Result<bool> OpenLock::isMine(LockErrc code) const
{
    auto mine = d->mark.isAt(path(), code);
    return mine && *mine ? Result<bool>(d->mark.says(d->text)) : mine;
}

Result<void> OpenLock::unmake()
{
    return removeMark(path());
}

void OpenLock::cleanUp(bool)
{
    d->mark.close();
}

Result<std::optional<std::int64_t>> OpenLock::getPid() const
{
    const auto seen = d->look();
    if (!seen)
        return seen.error();
    if (seen->owner && counts(seen->owner->pid, seen->owner->name))
        return std::optional(seen->owner->pid);
    return std::optional<std::int64_t>();
}

Result<bool> OpenLock::queryLocked() const
{
    const auto pid = getPid();
    if (!pid)
        return pid.error();
    return pid->has_value();
}

std::optional<Claim> OpenLock::readClaim() const
{
    const auto seen = d->look();
    if (!seen || !seen->owner)
        return {};
    auto claim = Claim::ofPid(seen->owner->pid);
    claim.name = seen->owner->name;
    return claim;
}

} // namespace Lockscope
