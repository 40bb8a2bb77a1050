// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/processfacts.h>

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

QString ProcessFacts::stateName() const
{
    // proc_pid_stat(5)
    switch (state) {
    case 'R':
        return QStringLiteral("running");
    case 'S':
        return QStringLiteral("sleeping");
    case 'D':
        return QStringLiteral("waiting for a device");
    case 'T':
        return QStringLiteral("stopped");
    case 't':
        return QStringLiteral("stopped by a debugger");
    case 'Z':
        return QStringLiteral("zombie");
    case 'X':
        return QStringLiteral("dead");
    case 'I':
        return QStringLiteral("idle");
    case 'P':
        return QStringLiteral("parked");
    default:
        return QStringLiteral("unknown");
    }
}

} // namespace Lockscope
