// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/processfacts.h>

#include "values/lockphrases.h"

#include <lockscope/displaytext.h>

#include <QStringList>

#include <algorithm>
#include <string>
#include <string_view>

namespace Lockscope {

namespace {

/// Characters without a special meaning in any shell.
bool isPlain(const std::string &argument)
{
    constexpr std::string_view PlainSigns = "%+,-./:=@_";
    return !argument.empty() && argument.front() != '=' &&
           std::all_of(argument.begin(), argument.end(), [&](char letter) {
               const bool isLetter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
               return isLetter || (letter >= '0' && letter <= '9') || PlainSigns.find(letter) != std::string_view::npos;
           });
}

/// `'it'\''s'`: a form that a shell parses into the argument. `$'a\x0ab'` if displayText() has escaped something, which
/// bash, zsh and ksh parse.
QString argumentText(const std::string &argument)
{
    if (isPlain(argument))
        return displayText(argument);
    const auto text = displayText(argument);
    if (text.toStdString() == argument) {
        auto quoted = text;
        return QString(u'\'' + quoted.replace(u'\'', QStringLiteral("'\\''")) + u'\'');
    }
    // Parts that displayText() leaves unchanged may contain backslashes, which must be distinguished from its escapes.
    QString quoted;
    std::string_view rest(argument);
    while (!rest.empty()) {
        const auto special = std::min(rest.find_first_of("\\'"), rest.size());
        quoted += displayText(rest.substr(0, special));
        rest.remove_prefix(special);
        if (!rest.empty()) {
            quoted += QStringLiteral("\\") + QChar(QLatin1Char(rest.front()));
            rest.remove_prefix(1);
        }
    }
    return QString(QStringLiteral("$'") + quoted + u'\'');
}

} // namespace

QString ProcessFacts::nameText() const
{
    return displayText(name);
}

QString ProcessFacts::commandLineText() const
{
    // A program that renamed itself leaves empty arguments in place of its old, longer command line.
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
    return LockPhrases::translated(stateWord());
}

} // namespace Lockscope
