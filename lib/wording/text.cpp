// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "values/lockphrases.h"
#include "wording/sources.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

namespace Lockscope {

namespace {

bool isMany(const Message &message)
{
    if (message.arguments.empty())
        return false;
    const auto &first = message.arguments.front();
    if (const auto *number = std::get_if<std::int64_t>(&first))
        return *number != 1;
    const auto *names = std::get_if<ProcessNames>(&first);
    return names && names->processes.size() > 1;
}

/// Replaces all placeholders at once, so that a value that contains %2 is not mistaken for a placeholder.
QString withValues(const QString &sentence, const QStringList &values)
{
    QString words;
    const QStringView rest(sentence);
    qsizetype copied = 0;
    for (auto mark = sentence.indexOf(u'%'); mark >= 0; mark = sentence.indexOf(u'%', mark + 1)) {
        const int place = mark + 1 < sentence.size() ? sentence[mark + 1].digitValue() : -1;
        if (place < 1 || place > values.size())
            continue;
        words += rest.sliced(copied, mark - copied);
        words += values[place - 1];
        copied = mark + 2;
    }
    return copied == 0 ? sentence : words + rest.sliced(copied);
}

} // namespace

QString translated(const char *source, Language language)
{
    return language == Language::English ? QString::fromUtf8(source)
                                         : QCoreApplication::translate("LockPhrases", source);
}

QString text(const Message &message, Language language)
{
    const auto source = std::visit([](auto id) { return sourceOf(id); }, message.id);
    QStringList values;
    for (const auto &argument : message.arguments)
        values.append(text(argument, language));
    const auto words =
        withValues(translated(source.many && isMany(message) ? source.many : source.one, language), values);
    // A sentence may begin with a value, such as a process.
    return words.endsWith(u'.') ? LockPhrases::capital(words) : words;
}

QString text(const Verdict &verdict, Language language)
{
    QStringList sentences;
    for (const auto &message : verdict.sentences)
        sentences.append(LockPhrases::capital(text(message, language)));
    return sentences.join(QLatin1Char(' '));
}

QString Verdict::message() const
{
    return text(*this);
}

QString Evidence::message() const
{
    return text(*this);
}

QString text(const Evidence &evidence, Language language)
{
    return text(evidence.finding, language);
}

QString text(const Phrase &phrase, Language language)
{
    return displayText(translated(phrase.text.c_str(), language).toStdString());
}

} // namespace Lockscope
