// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/mover.h"
#include "system/filedescriptor.h"
#include "system/quarantine.h"

namespace Lockscope {

/// Moves the names of one recorded break to quarantine and back. Each step is a single call that either happened or
/// not, and the current names show which steps have happened:
///
/// | name of the lock | private name | meaning | settle() |
/// | --- | --- | --- | --- |
/// | the lock | nothing, or the placeholder | not begun | removes the placeholder |
/// | the placeholder | the lock, or another file | moved, not decided | restores it |
/// | not the placeholder | the lock | broken | moves the remaining companion files, records it |
/// | not the placeholder | another file | restored too late | restores it; if the name is used, records it |
///
/// A break moves the lock first and its companion files after it; a restore moves them first and the lock last: the
/// name of the lock decides.
class FileBreak : public Mover
{
public:
    FileBreak(JournalEntry &entry, const HostSnapshot &machine);

    /// Including its companion files.
    Result<void> breakLock() override;
    Result<void> restore() override;
    Result<void> settle() override;
    Result<void> expire() override;
    Result<std::vector<std::filesystem::path>> remove(Content content) override;
    bool isChanged() override;
    bool isKept() override;

private:
    bool open(Result<void> &result);
    bool isAt(const std::string &name, const InodeState &state) const;
    bool isNothingAt(const std::string &name) const;
    bool isRemovalBegun() const;
    bool isMeantToGoBack(const InodeState &kept) const;
    void removeEntry(const Quarantine &taker);
    Failure changed(const std::optional<Message> &whyUsed) const;
    void takeCompanions();
    void takeCompanionsBack();
    void dropDoubles() const;
    Result<void> settleBreak();
    Result<void> settleUndo();
    Result<void> settleRemoval();
    bool isInUse(const MovedName &moved) const;
    bool holdsOnlyTheLock(const MovedName &moved, const InodeState &kept) const;
    bool hasChanged(const MovedName &moved, const InodeState &kept) const;
    Result<void> mayRemove(const MovedName &moved, Content content) const;
    Result<void> mayPurge(const MovedName &moved) const;
    Result<std::vector<std::filesystem::path>> removeAll(Content content);
    bool removeEntries(const MovedName &moved) const;
    Result<void> removeKept(const MovedName &moved, Content content, bool &hasRemoved) const;
    Failure failure(LockErrc code, Message detail) const;
    Failure withoutDirectory(const Failure &refusal) const;
    Failure nameIsTaken(const std::string &name) const;

    JournalEntry &m_entry;
    const BreakRecord &m_record;
    const HostSnapshot &m_machine;
    FileDescriptor m_directory;
};

} // namespace Lockscope
