// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/chromiumformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.inodeType != LockReport::InodeType::Symlink || subject.name != "SingletonLock")
        return std::nullopt;
    auto match =
        reading(ChromiumFormat, 0.98,
                LockPhrases::noop("Chromium's name for a lock, and its target is a host and a pid"), HeldTest::Process);
    match.programRule =
        LockPhrases::noop("on its own host, when no Chromium has that number; for another host it asks");
    const std::string_view target = subject.linkTarget;
    // Host names have dashes too.
    const auto dash = target.rfind('-');
    const auto pid = dash == target.npos ? 0 : pidIn(target.substr(dash + 1));
    if (pid > 0 && isHostName(target.substr(0, dash))) {
        match.claim = claimOf(pid, target.substr(0, dash));
    } else {
        match.confidence = 0.6;
        match.reason = LockPhrases::noop("Chromium's name for a lock, but its target is no host and pid");
        match.heldTest = HeldTest::Exists;
        match.torn = true;
    }
    for (const auto *companion : {"SingletonSocket", "SingletonCookie"}) {
        if (subject.surroundings && subject.surroundings->has(companion))
            match.companions.emplace_back(companion);
    }
    return match;
}

} // namespace

const Recogniser ChromiumFormat = {"chromium", "a profile of Chromium or of an Electron program in use", recognise};

} // namespace Lockscope
