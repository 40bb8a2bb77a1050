// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/qtlockfile.h>

#include "locks/heldmarks.h"
#include "locks/markerplace.h"
#include "locks/privatefile.h"
#include "system/linktarget.h"
#include "system/systemcalls.h"

#include <lockscope/inspector.h>

#include <QSysInfo>

#include <algorithm>
#include <charconv>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace Lockscope {

namespace {

/// As QLockFile creates the file, before the umask is applied.
constexpr mode_t CreationMode = 0666;

/// How often one attempt removes a stale file: other processes may leave new ones.
constexpr int MostRemovals = 3;

} // namespace

QtLockFile::QtLockFile(PathArgument path)
    : MarkerLockFile(std::move(path))
{}

/// What QLockFile writes: see lockFileContents() in Qt's qlockfile.cpp.
std::string QtLockFile::content()
{
    const auto program = linkTarget("/proc/self/exe");
    return std::to_string(::getpid()) + '\n' + (program ? program->filename().native() : std::string()) + '\n' +
           QSysInfo::machineHostName().toStdString() + '\n' + QSysInfo::machineUniqueId().toStdString() + '\n' +
           QSysInfo::bootUniqueId().toStdString() + '\n';
}

QtLockFile::~QtLockFile()
{
    releaseInDestructor();
}

Result<bool> QtLockFile::make()
{
    for (int removals = 0; removals <= MostRemovals; ++removals) {
        if (const auto taken = isTaken(); !taken)
            return taken;
        auto created = create();
        if (!created || *created || removals == MostRemovals)
            return created;
        const auto removed = removeStale();
        if (!removed || !*removed)
            return removed;
    }
    return false;
}

/// Locked before it gets its name, and until it has been removed: QLockFile removes a file only if it can lock it.
Result<bool> QtLockFile::create()
{
    made().name = content();
    auto file = PrivateFile::create(place(), made().name, CreationMode);
    if (!file)
        return file.error();
    // A file system without flock protects neither this file nor that of a QLockFile: both rely on the recorded
    // process.
    retryInterrupted([&] { return sys().flock(file->fd(), LOCK_EX | LOCK_NB); });
    return publish(*file);
}

/// Removes a file whose owner is proven to have exited. False if there is no proof, or another process is removing it.
Result<bool> QtLockFile::removeStale() const
{
    // Also if its file is not complete yet.
    if (isHeldByAnotherObject())
        return false;
    const auto report = Inspector().inspect(path(), kind());
    if (report.verdict.state == Verdict::State::Absent)
        return true;
    if (report.verdict.state != Verdict::State::Stale || report.verdict.confidence != Verdict::Confidence::Proved ||
        report.format != kind())
        return false;
    // QLockFile: two processes must not remove the file at the same time, because the second would remove the next
    // lock.
    QtLockFile removing(path().native() + ".rmlock");
    if (const auto acquired = removing.acquire(std::chrono::nanoseconds::zero()); !acquired) {
        if (acquired.error().code == LockErrc::AlreadyLocked)
            return false;
        return acquired.error();
    }
    const FileDescriptor file(retryInterrupted([&] {
        return sys().openat(place().directory(), place().marker().c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                            0);
    }));
    if (!file)
        return errno == ENOENT ? Result<bool>(true) : Failure::fromErrno(LockErrc::LockFailed, "openat", path());
    if (retryInterrupted([&] { return sys().flock(file.get(), LOCK_EX | LOCK_NB); }) != 0)
        return false;
    // Inspected again under both locks: nobody who follows the protocol can replace it now.
    MarkFile stale;
    const auto now = readMark(path());
    if (!now || *now != report.content)
        return false;
    if (auto adopted = stale.adopt(FileDescriptor(::dup(file.get())), path()); !adopted)
        return adopted.error();
    if (const auto same = stale.isAt(path(), LockErrc::LockFailed); !same || !*same)
        return same;
    if (const auto removed = removeMark(place()); !removed && removed.error().code != LockErrc::NotMyLock) {
        auto failure = removed.error();
        failure.code = LockErrc::LockFailed;
        return failure;
    }
    return true;
}

std::optional<Claim> QtLockFile::readClaim() const
{
    const auto text = readMark(path());
    if (!text)
        return {};
    std::string_view rest = *text;
    const auto nextLine = [&rest] {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return line;
    };
    const auto pidLine = nextLine();
    std::int64_t pid = 0;
    const auto parsed = std::from_chars(pidLine.data(), pidLine.data() + pidLine.size(), pid);
    if (parsed.ec != std::errc() || parsed.ptr != pidLine.data() + pidLine.size() || pid <= 0)
        return {};
    auto claim = Claim::ofPid(pid);
    if (const auto name = nextLine(); !name.empty())
        claim.name = name;
    if (const auto host = nextLine(); !host.empty())
        claim.hostname = host;
    return claim;
}

} // namespace Lockscope
