// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "breaking/lockuse.h"

#include "system/systemcalls.h"
#include "values/sentences.h"

#include <algorithm>

namespace Lockscope {

LockUse::LockUse(int directory, const BreakRecord &record, const HostSnapshot &machine)
    : m_directory(directory)
    , m_record(record)
    , m_machine(machine)
{}

LockProbe::Use LockUse::of(const MovedName &moved, const std::string &name) const
{
    const auto ask = name == moved.aside ? LockProbe::probe : LockProbe::inspect;
    auto use = ask(m_directory, name, m_machine.mounts());
    for (const auto &entry : moved.state.entries)
        use = std::max(use, ask(m_directory, name + '/' + entry.name, m_machine.mounts()));
    return use;
}

bool LockUse::allows(const std::string &name)
{
    constexpr int MostLooks = 100;
    const struct timespec pause = {0, 1'000'000};
    for (int looks = 0;; ++looks) {
        m_last = isLockedBeside() ? LockProbe::Use::Locked : of(m_record.lock(), name);
        if (m_last != LockProbe::Use::Open || looks == MostLooks)
            break;
        sys().ppoll(nullptr, 0, &pause);
    }
    if (m_last == LockProbe::Use::Open && m_record.mayBeOpen)
        m_last = LockProbe::Use::None;
    return m_last == LockProbe::Use::None;
}

std::optional<Message> LockUse::why() const
{
    switch (m_last) {
    case LockProbe::Use::None:
        break;
    case LockProbe::Use::Open:
        return Sentence::Detail::OpenElsewhere;
    case LockProbe::Use::Locked:
        return Sentence::Detail::LockedMeanwhile;
    }
    return {};
}

/// A kernel lock on a companion file, including the file whose kernel lock decides about this one, means that it is
/// held.
bool LockUse::isLockedBeside() const
{
    const auto isLocked = [this](const std::string &name) {
        return LockProbe::inspect(m_directory, name, m_machine.mounts()) == LockProbe::Use::Locked;
    };
    return std::any_of(m_record.moved.begin() + 1, m_record.moved.end(),
                       [&](const MovedName &companion) { return isLocked(companion.name); }) ||
           std::any_of(m_record.companionLocks.begin(), m_record.companionLocks.end(), isLocked);
}

} // namespace Lockscope
