// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/processfacts.h>

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <QStringList>

#include <algorithm>

namespace Lockscope {

namespace {

QString argumentText(const std::string &argument)
{
    const auto text = displayText(argument);
    const bool isPlain = !argument.empty() && argument.find_first_of(" \t\n'\"") == std::string::npos;
    return isPlain ? text : QString(u'\'' + text + u'\'');
}

} // namespace

QString ProcessFacts::nameText() const
{
    return displayText(name);
}

QString ProcessFacts::commandLineText() const
{
    // A program that renamed itself leaves empty arguments where its old, longer command line was.
    auto end = commandLine.end();
    while (end != commandLine.begin() && std::prev(end)->empty())
        --end;
    QStringList arguments;
    std::transform(commandLine.begin(), end, std::back_inserter(arguments), argumentText);
    return arguments.join(u' ');
}

QString ProcessFacts::userText() const
{
    return displayText(user);
}

std::string_view ProcessFacts::stateWord() const
{
    // proc_pid_stat(5)
    switch (state) {
    case 'R':
        return LockPhrases::noop("running");
    case 'S':
        return LockPhrases::noop("sleeping");
    case 'D':
        return LockPhrases::noop("waiting for a device");
    case 'T':
        return LockPhrases::noop("stopped");
    case 't':
        return LockPhrases::noop("stopped by a debugger");
    case 'Z':
        return LockPhrases::noop("zombie");
    case 'X':
        return LockPhrases::noop("dead");
    case 'I':
        return LockPhrases::noop("idle");
    case 'P':
        return LockPhrases::noop("parked");
    default:
        return LockPhrases::noop("unknown");
    }
}

QString ProcessFacts::stateName() const
{
    return LockPhrases::told(stateWord());
}

} // namespace Lockscope
