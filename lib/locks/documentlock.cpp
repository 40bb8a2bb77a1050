// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/documentlock.h>

#include "locks/documententry.h"
#include "locks/documentlockfiles.h"
#include "locks/heldmarks.h"
#include "locks/privatefile.h"
#include "system/clocks.h"
#include "system/systemcalls.h"

#include <lockscope/breaker.h>
#include <lockscope/inspector.h>

#include <sys/file.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// As LibreOffice creates the file, before the umask is applied.
constexpr mode_t CreationMode = 0666;

/// How often a waiting object inspects a lock that did not change: its holder may have been killed.
constexpr std::chrono::nanoseconds InspectionInterval = std::chrono::seconds(1);

/// How often one attempt starts again because another process changed a lock file meanwhile.
constexpr int MostLooks = 20;

bool isProvenStale(const LockReport &report)
{
    return report.verdict.state == Verdict::State::Stale && report.verdict.confidence == Verdict::Confidence::Proved;
}

} // namespace

class DocumentLock::Private
{
public:
    explicit Private(std::filesystem::path path)
        : document(std::move(path))
        , files(DocumentLockFiles::of(document))
    {}

    Result<std::optional<LockReport>> inspect(const DocumentLockFiles::File &file, LockErrc code) const;
    Result<std::optional<LockReport>> find(LockErrc code) const;
    Result<bool> breakStale(const LockReport &report) const;
    bool isUnchanged() const;

    std::filesystem::path document;
    std::vector<DocumentLockFiles::File> files;
    /// What made the last attempt fail.
    std::filesystem::path obstacle;
    std::optional<Claim> claim;
    /// When a waiting object inspected it, and its state then.
    std::optional<std::chrono::nanoseconds> inspectedAt;
    struct stat inspected = {};
};

DocumentLock::DocumentLock(PathArgument document)
    : MarkerLockFile(lockPathOf(document))
    , d(std::make_unique<Private>(std::move(document)))
{
    setDefaultTimeout(std::chrono::nanoseconds::zero());
}

DocumentLock::~DocumentLock()
{
    releaseInDestructor();
}

const std::filesystem::path &DocumentLock::document() const
{
    return d->document;
}

std::filesystem::path DocumentLock::lockPathOf(const PathArgument &document)
{
    return DocumentLockFiles::of(document).front().path;
}

/// Absent if the file does not exist or does not lock the document.
Result<std::optional<LockReport>> DocumentLock::Private::inspect(const DocumentLockFiles::File &file,
                                                                 LockErrc code) const
{
    using Found = std::optional<LockReport>;
    struct stat status;
    if (sys().fstatat(AT_FDCWD, file.path.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT || errno == ENAMETOOLONG)
            return Found();
        return Failure::fromErrno(code, "fstatat", file.path);
    }
    auto report = Inspector().inspect(file.path);
    const bool isHeld = report.verdict.state == Verdict::State::Held;
    const bool locks = file.isForDocumentsOnly || report.format == file.format || isHeld;
    return report.verdict.state != Verdict::State::Absent && locks ? Found(std::move(report)) : Found();
}

/// The first file that locks the document.
Result<std::optional<LockReport>> DocumentLock::Private::find(LockErrc code) const
{
    for (const auto &file : files) {
        auto report = inspect(file, code);
        if (!report || *report)
            return report;
    }
    return std::optional<LockReport>();
}

/// Breaks a lock that is proven stale. False if it has changed since it was inspected.
Result<bool> DocumentLock::Private::breakStale(const LockReport &report) const
{
    Breaker breaker;
    const auto plan = breaker.plan(report);
    const auto broken = plan ? breaker.execute(*plan) : Result<BrokenLock>(plan.error());
    if (broken || broken.error().code == LockErrc::NothingToBreak)
        return true;
    if (broken.error().code == LockErrc::BreakChanged || broken.error().code == LockErrc::BreakRefused)
        return false;
    auto failure = broken.error();
    failure.code = LockErrc::LockFailed;
    return failure;
}

/// Whether the lock that the previous attempt of the same wait found is still the same, and was inspected recently.
bool DocumentLock::Private::isUnchanged() const
{
    struct stat now;
    return inspectedAt && steadyNow() - *inspectedAt < InspectionInterval &&
           sys().fstatat(AT_FDCWD, obstacle.c_str(), &now, AT_SYMLINK_NOFOLLOW) == 0 &&
           now.st_dev == inspected.st_dev && now.st_ino == inspected.st_ino &&
           now.st_mtim.tv_sec == inspected.st_mtim.tv_sec && now.st_mtim.tv_nsec == inspected.st_mtim.tv_nsec;
}

Result<bool> DocumentLock::make()
{
    if (d->isUnchanged())
        return false;
    for (int looks = 0; looks < MostLooks; ++looks) {
        d->obstacle = path();
        d->claim.reset();
        d->inspectedAt.reset();
        if (isHeldByAnotherObject())
            return false;
        const auto found = d->find(LockErrc::LockFailed);
        if (!found)
            return found.error();
        if (*found && !isProvenStale(**found)) {
            d->obstacle = (*found)->path;
            d->claim = (*found)->owner;
            if (sys().fstatat(AT_FDCWD, d->obstacle.c_str(), &d->inspected, AT_SYMLINK_NOFOLLOW) == 0)
                d->inspectedAt = steadyNow();
            return false;
        }
        if (*found) {
            if (const auto broken = d->breakStale(**found); !broken)
                return broken;
            continue; // there may be a lock in another file
        }
        const auto created = create();
        if (!created || *created)
            return created;
    }
    return false;
}

/// Locked before it gets its name: whenever the file is visible, the kernel proves that it is held.
Result<bool> DocumentLock::create()
{
    made().name = DocumentEntry::own().text();
    auto file = PrivateFile::create(place(), made().name, CreationMode);
    if (!file)
        return file.error();
    // On a file system without flock, the recorded process has to suffice.
    retryInterrupted([&] { return sys().flock(file->fd(), LOCK_EX | LOCK_NB); });
    return publish(*file);
}

Result<std::optional<DocumentOwner>> DocumentLock::owner() const
{
    const auto found = d->find(LockErrc::ReadFailed);
    if (!found)
        return found.error();
    return *found ? std::optional(DocumentOwner::of(**found)) : std::nullopt;
}

Result<bool> DocumentLock::queryLocked() const
{
    const auto found = d->find(LockErrc::ReadFailed);
    return found ? Result<bool>(found->has_value()) : found.error();
}

/// During an acquisition, the owner of the lock that the last attempt found. Otherwise that of lockPath(), which is
/// what breakLock() breaks.
std::optional<Claim> DocumentLock::readClaim() const
{
    if (d->claim)
        return d->claim;
    const auto found = d->inspect(d->files.front(), LockErrc::ReadFailed);
    return found && *found ? std::optional((*found)->owner) : std::nullopt;
}

std::filesystem::path DocumentLock::obstacle() const
{
    return d->obstacle.empty() ? path() : d->obstacle;
}

/// The next call of acquire() inspects again.
void DocumentLock::attemptsEnded()
{
    d->inspectedAt.reset();
    d->claim.reset();
    d->obstacle.clear();
}

LockFile::WaitTarget DocumentLock::awaited() const
{
    return {obstacle(), WaitTarget::Event::Removed, -1};
}

} // namespace Lockscope
