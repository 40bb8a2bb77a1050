// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/filebreak.h"

#include "breaking/helperlock.h"
#include "breaking/lockuse.h"
#include "breaking/quarantinetree.h"
#include "system/directoryreader.h"
#include "system/systemcalls.h"
#include "values/lockphrases.h"
#include "values/sentences.h"

#include <lockscope/inspector.h>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>

namespace Lockscope {

namespace {

/// Without its option redirect_dir, an overlay renames only directories that were created in it.
constexpr auto LowerDirectory = LockPhrases::noop("it is a directory of a lower layer of an overlay file system, which "
                                                  "cannot be renamed: if no process uses it, remove "
                                                  "it by hand where the overlay is mounted");

/// An overlay copies a file of a lower layer with its owner before it renames the file.
constexpr auto OwnerWithoutId = LockPhrases::noop("the owner or group of the file has no ID in this user namespace, so "
                                                  "that it cannot be changed here; break it outside of the container");

} // namespace

using Outcome = Quarantine::Outcome;
using State = JournalEntry::State;

FileBreak::FileBreak(JournalEntry &entry, const HostSnapshot &machine)
    : m_entry(entry)
    , m_record(entry.record())
    , m_machine(machine)
{}

Failure FileBreak::failure(LockErrc code, Message detail) const
{
    return Failure::of(code, m_record.place.path(), std::move(detail));
}

Failure FileBreak::nameIsTaken(const std::string &name) const
{
    return failure(LockErrc::UndoRefused, {Sentence::Detail::NameInUse, name});
}

bool FileBreak::open(Result<void> &result)
{
    auto directory = m_record.place.open();
    if (!directory) {
        result = directory.error();
        return false;
    }
    m_directory = std::move(*directory);
    return true;
}

bool FileBreak::isAt(const std::string &name, const InodeState &state) const
{
    const auto there = InodeState::at(m_directory.get(), name, m_machine);
    return there && there->isSameBut(state);
}

bool FileBreak::isNothingAt(const std::string &name) const
{
    struct stat status;
    return sys().fstatat(m_directory.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
}

Result<void> FileBreak::breakLock()
{
    Result<void> result;
    if (!open(result)) {
        m_entry.remove();
        return result;
    }
    const auto &lock = m_record.lock();
    Quarantine taker(m_directory.get(), m_record.names());
    LockUse use(m_directory.get(), m_record, m_machine);
    const auto taken = taker.take(
        [&](const std::string &name) { return isAt(name, lock.state) && use.allows(name) && isAt(name, lock.state); });
    if (taken && *taken == Outcome::Taken) {
        takeCompanions();
        sys().fsync(m_directory.get());
        // If this fails, settle() finds the lock in quarantine and records it later.
        static_cast<void>(m_entry.become(State::Broken));
        return {};
    }
    if (!taken) {
        removeEntry(taker);
        auto refusal = taken.error();
        refusal.path = m_record.place.path();
        if (refusal.systemErrno == EXDEV && lock.state.isDirectory())
            refusal.details = {{Sentence::Detail::Text, Phrase{LowerDirectory}}};
        if (refusal.systemErrno == EOVERFLOW)
            refusal.details = {{Sentence::Detail::Text, Phrase{OwnerWithoutId}}};
        return refusal;
    }
    if (*taken == Outcome::Displaced) {
        static_cast<void>(m_entry.become(State::Displaced));
        return failure(LockErrc::BreakChanged, {Sentence::Detail::DisplacedNotRestored, lock.aside, m_record.id});
    }
    removeEntry(taker);
    if (*taken == Outcome::Absent)
        return failure(LockErrc::NothingToBreak, Sentence::Detail::RemovedMeanwhile);
    return changed(use.why());
}

/// Unless a placeholder could not be removed: the next use of the journal tries again, see settle().
void FileBreak::removeEntry(const Quarantine &taker)
{
    if (!taker.isMark(m_record.names().aside) && !taker.isMark(m_record.names().markAside))
        m_entry.remove();
}

Failure FileBreak::changed(const std::optional<Message> &whyUsed) const
{
    if (!whyUsed)
        return failure(LockErrc::BreakChanged, Sentence::Detail::ReplacedMeanwhile);
    auto refusal = failure(LockErrc::BreakChanged, *whyUsed);
    const auto report = Inspector().inspect(m_record.place.path());
    if (report.verdict.state == Verdict::State::Held)
        std::ranges::copy(report.verdict.sentences, std::back_inserter(refusal.details));
    return refusal;
}

/// A companion file that does not match the plan is not moved: it is not a lock.
void FileBreak::takeCompanions()
{
    const LockUse use(m_directory.get(), m_record, m_machine);
    for (auto moved = m_record.moved.begin() + 1; moved != m_record.moved.end(); ++moved) {
        if (!isAt(moved->name, moved->state) || moveAside(m_directory.get(), moved->name, moved->aside) != 0)
            continue;
        if (!isAt(moved->aside, moved->state) || use.isLocked(*moved, moved->aside))
            moveBack(m_directory.get(), moved->aside, moved->name, m_record.markTarget);
    }
}

void FileBreak::takeCompanionsBack()
{
    for (auto moved = m_record.moved.begin() + 1; moved != m_record.moved.end(); ++moved) {
        const auto isIt = [&](const std::string &name) {
            const auto there = InodeState::at(m_directory.get(), name, m_machine);
            return there && there->isSameInode(moved->state);
        };
        if (isIt(moved->name) && moveAside(m_directory.get(), moved->name, moved->aside) == 0 && !isIt(moved->aside))
            moveBack(m_directory.get(), moved->aside, moved->name, m_record.markTarget);
    }
}

bool FileBreak::isKept()
{
    Result<void> result;
    if (!open(result))
        return false;
    const auto isLeft = [this](const MovedName &moved) {
        const auto kept = InodeState::at(m_directory.get(), moved.aside, m_machine);
        return kept && kept->isSameInode(moved.state);
    };
    if (m_entry.state() == State::Partial)
        return std::ranges::any_of(m_record.moved, isLeft);
    const auto kept = InodeState::at(m_directory.get(), m_record.lock().aside, m_machine);
    return kept && isMeantToGoBack(*kept);
}

bool FileBreak::isChanged()
{
    Result<void> result;
    if (isRemovalBegun() || m_entry.state() == State::Displaced || !open(result))
        return false;
    return std::ranges::any_of(m_record.moved, [this](const MovedName &moved) {
        const auto kept = InodeState::at(m_directory.get(), moved.aside, m_machine);
        return kept && kept->isSameInode(moved.state) && hasChanged(moved, *kept);
    });
}

/// There is no record of a displaced lock. A user who could replace it could also create another one in its original
/// place.
bool FileBreak::isMeantToGoBack(const InodeState &kept) const
{
    return m_entry.state() == State::Displaced || kept.isSameInode(m_record.lock().state);
}

/// Nothing failed: there is no directory to restore it to. The record stays, because the directory may be on a file
/// system that is not mounted now, or have another name.
Failure FileBreak::withoutDirectory(const Failure &refusal) const
{
    if (refusal.systemErrno != ENOENT && refusal.systemErrno != ENOTDIR)
        return refusal;
    return failure(LockErrc::UnknownBreak,
                   {Sentence::Detail::DirectoryGone, m_record.place.directory.native(), m_record.id});
}

Result<void> FileBreak::restore()
{
    Result<void> result;
    if (!open(result))
        return withoutDirectory(result.error());
    const auto &lock = m_record.lock();
    if (m_entry.state() == State::Partial)
        return failure(LockErrc::UndoRefused, {Sentence::Detail::PartlyDeleted,
                                               (m_record.place.directory / lock.aside).native(), m_record.id});
    const auto kept = InodeState::at(m_directory.get(), lock.aside, m_machine);
    if (!kept && kept.error().systemErrno == ENOENT) {
        m_entry.remove();
        return failure(LockErrc::UnknownBreak, {Sentence::Detail::QuarantineRemoved, lock.aside});
    }
    if (!kept || !isMeantToGoBack(*kept))
        return failure(LockErrc::UndoRefused, {Sentence::Detail::QuarantineReplaced, lock.aside});
    const auto takenBy = std::find_if(m_record.moved.begin(), m_record.moved.end(), [this](const MovedName &moved) {
        return !isNothingAt(moved.name) && !isNothingAt(moved.aside);
    });
    if (takenBy != m_record.moved.end())
        return nameIsTaken(takenBy->name);
    const auto before = m_entry.state();
    if (auto noted = m_entry.become(State::Undoing); !noted)
        return noted;
    for (auto moved = m_record.moved.rbegin(); moved != m_record.moved.rend(); ++moved) {
        if (moveBack(m_directory.get(), moved->aside, moved->name, m_record.markTarget) == 0 ||
            (errno == ENOENT && &*moved != &lock))
            continue;
        auto refusal = Failure::fromErrno(errno == EEXIST ? LockErrc::UndoRefused : LockErrc::BreakFailed, "renameat2",
                                          m_record.place.directory / moved->name);
        if (refusal.systemErrno == EEXIST)
            refusal = nameIsTaken(moved->name);
        takeCompanionsBack();
        static_cast<void>(m_entry.become(before));
        return refusal;
    }
    sys().fsync(m_directory.get());
    m_entry.remove();
    return {};
}

Result<void> FileBreak::settle()
{
    if (isRemovalBegun())
        return settleRemoval();
    Result<void> result;
    if (!open(result))
        return result;
    if (m_entry.state() == State::Broken || m_entry.state() == State::Displaced) {
        // Another breaker, which had mistaken it for the lock, was killed and restored it only now.
        Quarantine taker(m_directory.get(), m_record.names());
        if (taker.isMark(m_record.lock().name))
            taker.removeMark();
        if (taker.isMark(m_record.names().markAside))
            taker.dropMark();
        HelperLock::removeLeft(m_record); // of a breaker that was killed after it had broken the lock
        return {};
    }
    dropDoubles();
    if (m_entry.state() == State::Undoing)
        return settleUndo();
    HelperLock::removeLeft(m_record);
    return settleBreak();
}

/// If a file system cannot rename without replacing, a name is created before the other one is removed.
void FileBreak::dropDoubles() const
{
    for (const auto &moved : m_record.moved) {
        dropPlaceholder(m_directory.get(), moved.name);
        const auto named = InodeState::at(m_directory.get(), moved.name, m_machine);
        const auto aside = InodeState::at(m_directory.get(), moved.aside, m_machine);
        if (named && aside && named->isSameInode(*aside))
            sys().unlinkat(m_directory.get(), moved.aside.c_str(), 0);
    }
}

Result<void> FileBreak::settleBreak()
{
    const auto &lock = m_record.lock();
    Quarantine taker(m_directory.get(), m_record.names());
    if (!taker.isMark(lock.name) && isAt(lock.aside, lock.state) &&
        !LockUse(m_directory.get(), m_record, m_machine).isLocked(lock, lock.aside)) {
        taker.dropMark();
        takeCompanions();
        sys().fsync(m_directory.get());
        return m_entry.become(State::Broken);
    }
    if (taker.putBack() == Outcome::Displaced)
        return m_entry.become(State::Displaced);
    m_entry.remove();
    return {};
}

Result<void> FileBreak::settleUndo()
{
    const auto kept = InodeState::at(m_directory.get(), m_record.lock().aside, m_machine);
    if (!kept && kept.error().systemErrno == ENOENT) {
        m_entry.remove();
        return {};
    }
    takeCompanionsBack();
    const bool isTheLock = !kept || kept->isSameInode(m_record.lock().state);
    return m_entry.become(isTheLock ? State::Broken : State::Displaced);
}

/// A process was killed while it removed the quarantine, or could not remove the rest.
Result<void> FileBreak::settleRemoval()
{
    Result<void> result;
    if (m_entry.state() == State::Expired)
        result = expire();
    else if (m_entry.state() == State::Deleting) {
        if (const auto removed = remove(Content::Any); !removed)
            result = removed.error();
    } else if (open(result) && !isKept())
        m_entry.remove(); // somebody removed the rest by hand
    if (result || !m_directory || m_entry.state() == State::Partial)
        return result;
    return m_entry.become(State::Partial);
}

bool FileBreak::isRemovalBegun() const
{
    return m_entry.state() == State::Expired || m_entry.state() == State::Deleting || m_entry.state() == State::Partial;
}

Result<void> FileBreak::expire()
{
    Result<void> result;
    if (!open(result)) {
        // If the directory was removed, so was its quarantine.
        if (result.error().systemErrno == ENOENT || result.error().code == LockErrc::BreakChanged)
            m_entry.remove();
        return result;
    }
    for (const auto &moved : m_record.moved) {
        if (auto may = mayPurge(moved); !may)
            return may;
    }
    const auto removed = removeAll(Content::Known);
    return removed ? Result<void>() : removed.error();
}

bool FileBreak::isInUse(const MovedName &moved) const
{
    return LockUse(m_directory.get(), m_record, m_machine).of(moved, moved.aside) != LockProbe::Use::None;
}

bool FileBreak::holdsOnlyTheLock(const MovedName &moved, const InodeState &kept) const
{
    const auto isFile = [&](const EntryState &entry) {
        struct stat status;
        const auto path = moved.aside + '/' + entry.name;
        return sys().fstatat(m_directory.get(), path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
               !S_ISDIR(status.st_mode);
    };
    return std::ranges::all_of(kept.entries, isFile) && kept.hasNoEntryBut(moved.state);
}

/// A part that was removed already is not a change.
bool FileBreak::hasChanged(const MovedName &moved, const InodeState &kept) const
{
    return !isRemovalBegun() && !kept.hasSameContent(moved.state);
}

/// Not if a process still uses it, nor if it contains more than the record.
Result<void> FileBreak::mayPurge(const MovedName &moved) const
{
    const auto kept = InodeState::at(m_directory.get(), moved.aside, m_machine);
    if (!kept && kept.error().systemErrno != ENOENT)
        return kept.error();
    if (!kept || !kept->isSameInode(moved.state))
        return {}; // it is not moved
    if (isInUse(moved) || hasChanged(moved, *kept) || !holdsOnlyTheLock(moved, *kept))
        return failure(LockErrc::BreakFailed, Sentence::Detail::QuarantineInUse);
    return QuarantineTree(m_directory.get(), moved.aside).checkRemovable();
}

Result<std::vector<std::filesystem::path>> FileBreak::remove(Content content)
{
    Result<void> result;
    if (!open(result)) {
        const auto &error = result.error();
        if (error.systemErrno != ENOENT && error.systemErrno != ENOTDIR)
            return error;
        if (content == Content::Known)
            return failure(LockErrc::UnknownBreak,
                           {Sentence::Detail::RecordOfGoneDirectory, m_record.place.directory.native(), m_record.id});
        m_entry.remove();
        return std::vector<std::filesystem::path>();
    }
    for (const auto &moved : m_record.moved) {
        if (auto may = mayRemove(moved, content); !may)
            return may.error();
    }
    return removeAll(content);
}

Result<void> FileBreak::mayRemove(const MovedName &moved, Content content) const
{
    const auto kept = InodeState::at(m_directory.get(), moved.aside, m_machine);
    if (!kept && kept.error().systemErrno == ENOENT)
        return {};
    const auto &name = moved.aside;
    if (!kept || m_entry.state() == State::Displaced || !kept->isSameInode(moved.state))
        return failure(LockErrc::DeleteRefused, {Sentence::Detail::NotTheRecordedFile, name});
    if (isInUse(moved))
        return failure(LockErrc::DeleteRefused, {Sentence::Detail::UsedByProcess, name});
    if (content == Content::Known && !holdsOnlyTheLock(moved, *kept))
        return failure(LockErrc::DeleteRefused, {Sentence::Detail::DirectoryHasMore, name});
    if (content == Content::Known && hasChanged(moved, *kept))
        return failure(LockErrc::DeleteRefused, {Sentence::Detail::QuarantineChanged, name});
    auto removable = QuarantineTree(m_directory.get(), name).checkRemovable();
    if (!removable) {
        auto refusal = removable.error();
        refusal.path = refusal.path.empty() ? m_record.place.path() : m_record.place.directory / refusal.path;
        return refusal;
    }
    return {};
}

/// If the system refuses to remove the rest, that is recorded: it must not be restored as if it were complete.
Result<std::vector<std::filesystem::path>> FileBreak::removeAll(Content content)
{
    const auto before = m_entry.state();
    bool hasRemoved = isRemovalBegun();
    if (auto noted = m_entry.become(content == Content::Any ? State::Deleting : State::Expired); !noted)
        return noted.error();
    std::vector<std::filesystem::path> removed;
    for (const auto &moved : m_record.moved) {
        if (isNothingAt(moved.aside))
            continue;
        if (auto done = removeKept(moved, content, hasRemoved); !done) {
            static_cast<void>(m_entry.become(hasRemoved ? State::Partial : before));
            auto refusal = done.error();
            if (hasRemoved)
                refusal.details.push_back(
                    {Sentence::Detail::RestInQuarantine, (m_record.place.directory / moved.aside).native()});
            return refusal;
        }
        removed.push_back(m_record.place.directory / moved.aside);
    }
    sys().fsync(m_directory.get());
    m_entry.remove();
    return removed;
}

/// By the descriptor of the directory: another user may replace it by a link at any time.
bool FileBreak::removeEntries(const MovedName &moved) const
{
    const auto reader = DirectoryReader::openBelow(m_directory.get(), moved.aside);
    struct stat status;
    if (!reader || sys().fstat(reader->fd(), &status) != 0 || status.st_ino != moved.state.inode)
        return false;
    bool hasRemoved = false;
    for (const auto &entry : moved.state.entries) {
        if (sys().fstatat(reader->fd(), entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            status.st_ino == entry.inode && sys().unlinkat(reader->fd(), entry.name.c_str(), 0) == 0)
            hasRemoved = true;
    }
    return hasRemoved;
}

Result<void> FileBreak::removeKept(const MovedName &moved, Content content, bool &hasRemoved) const
{
    const auto kept = InodeState::at(m_directory.get(), moved.aside, m_machine);
    if (!kept || !kept->isSameInode(moved.state))
        return {};
    const auto refused = [&](const Failure &failure) {
        auto named = failure;
        named.code = LockErrc::DeleteFailed;
        named.path = m_record.place.directory / moved.aside;
        return named;
    };
    if (kept->isDirectory() && content == Content::Any) {
        QuarantineTree tree(m_directory.get(), moved.aside);
        const auto removed = tree.remove();
        hasRemoved = hasRemoved || tree.hasRemoved();
        return removed ? removed : refused(removed.error());
    }
    if (kept->isDirectory() && removeEntries(moved))
        hasRemoved = true;
    if (sys().unlinkat(m_directory.get(), moved.aside.c_str(), kept->isDirectory() ? AT_REMOVEDIR : 0) != 0)
        return refused(Failure::fromErrno(LockErrc::DeleteFailed, "unlinkat", moved.aside));
    hasRemoved = true;
    return {};
}

} // namespace Lockscope
