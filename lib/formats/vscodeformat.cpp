// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/vscodeformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

std::optional<Recognition> recognise(const Subject &subject)
{
    if (subject.name != "code.lock" || !isReadInWhole(subject))
        return std::nullopt;
    const auto pid = pidIn(subject.content);
    if (pid == 0)
        return std::nullopt;
    auto match =
        reading(VscodeFormat, 0.95, LockPhrases::noop("Visual Studio Code's name for a lock, and nothing but a pid"),
                HeldTest::Process, claimOf(pid, {}));
    match.programRule =
        LockPhrases::noop("always: it writes over it at each start, and tells by a socket whether it runs");
    return match;
}

} // namespace

const Recogniser VscodeFormat = {"vscode", "Visual Studio Code: names the process that uses a folder of settings",
                                 recognise};

} // namespace Lockscope
