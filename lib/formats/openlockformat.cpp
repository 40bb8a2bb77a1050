// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "formats/openlockformat.h"

#include "formats/fields.h"
#include "values/lockphrases.h"

namespace Lockscope {

namespace {

/// What remains of a script's path: one word without its folder.
bool isScriptStem(std::string_view text)
{
    return isPlainText(text) && text.find_first_of("/ ") == std::string_view::npos && text.size() <= 255;
}

std::optional<Recognition> recognise(const Subject &subject)
{
    const bool named = subject.name == "openlock.lock";
    if (!isReadInWhole(subject) || !(named || isCalledLock(subject)))
        return std::nullopt;
    const auto lines = completeLines(subject.content, 2);
    const bool fits = lines && lines->size() == 2 && pidIn(lines->front()) > 0 && isScriptStem(lines->back());
    if (!fits) {
        if (!named)
            return std::nullopt;
        auto match = reading(OpenlockFormat, 0.5, LockPhrases::noop("openlock's usual name, but not what it writes"),
                             HeldTest::Exists);
        match.torn = true;
        match.programRule = LockPhrases::noop("at once: what it cannot read it takes for left behind");
        return match;
    }
    const auto name = lines->back();
    if (name.empty() && !named)
        return std::nullopt;

    auto claim = claimOf(pidIn(lines->front()), {});
    if (!name.empty())
        claim.name = name;
    // Under another name the second line may just as well be the host that py-filelock writes there, but no host is
    // called as the program of this library is.
    constexpr std::string_view OwnProgram = "lockscopectl";
    auto match =
        reading(OpenlockFormat,
                named                                             ? 0.95
                : name == OwnProgram                              ? 0.97
                : isHostName(name) && name.find('_') == name.npos ? 0.6
                                                                  : 0.8,
                LockPhrases::noop("a line with a pid and a line with the name of a script, as openlock writes them"),
                HeldTest::Process, std::move(claim));
    match.namesProgram = true;
    match.programRule =
        LockPhrases::noop("when `ps` shows no process of that number with this name and the word python");
    return match;
}

} // namespace

const Recogniser OpenlockFormat = {"openlock", "openlock: names the process and the script that hold it", recognise};

} // namespace Lockscope
