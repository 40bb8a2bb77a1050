// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "breaking/mover.h"
#include "system/filedescriptor.h"
#include "system/takeaside.h"

namespace Lockscope {

/// Moves the names of one noted break aside and back. Each step is one call that either happened or not, and from where
/// the names are, whoever comes later knows which steps happened:
///
/// | the lock's name | the private name | what it means | what settle() does |
/// | --- | --- | --- | --- |
/// | the lock | nothing, or the mark | not begun | removes the mark |
/// | the mark | the lock, or another | taken, not decided | gives it back |
/// | not the mark | the lock | broken | moves the companions that are left, notes it |
/// | not the mark | another | given back too late | gives it back, or notes it as displaced where its name is taken |
///
/// To break, the lock is moved first and its companions after it; to put back, they come first and it is the last: what
/// happened to the lock's own name decides.
class LockMover : public Mover
{
public:
    LockMover(JournalEntry &entry, const Machine &machine);

    /// With its companions.
    Result<void> breakLock() override;
    Result<void> restore() override;
    Result<void> settle() override;
    Result<void> expire() override;
    Result<std::vector<std::filesystem::path>> remove(Content content) override;
    bool isKept() override;

private:
    bool open(Result<void> &result);
    bool isAt(const std::string &name, const InodeState &state) const;
    bool isNothingAt(const std::string &name) const;
    bool isMeantToGoBack(const InodeState &kept) const;
    Failure changed(const std::optional<Message> &whyUsed) const;
    void takeCompanions();
    void takeCompanionsBack();
    void dropDoubles() const;
    Result<void> settleBreak();
    Result<void> settleUndo();
    bool isInUse(const MovedName &moved) const;
    bool holdsOnlyTheLock(const MovedName &moved, const InodeState &kept) const;
    bool canRemove(const MovedName &moved) const;
    Result<void> mayRemove(const MovedName &moved, Content content) const;
    Result<void> removeKept(const MovedName &moved, Content content) const;
    Failure failure(LockErrc code, Message detail) const;
    Failure withoutFolder(const Failure &refusal) const;
    Failure nameIsTaken(const std::string &name) const;

    JournalEntry &m_entry;
    const BreakRecord &m_record;
    const Machine &m_machine;
    FileDescriptor m_folder;
};

} // namespace Lockscope
