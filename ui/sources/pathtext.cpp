// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/pathtext.h"

#include "ui/remote/etcdwatch.h"
#include "ui/text/lockaddress.h"

#include <lockscope/displaytext.h>

#include <QByteArray>
#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

#include <cstdlib>
#include <string>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PathText)
};

constexpr qsizetype MostCharacters = 80;

bool isQuote(QChar character)
{
    return character == u'\'' || character == u'"';
}

/// The words of a line, split as by a shell.
QStringList quotedWords(const QString &line)
{
    QStringList words;
    QString word;
    QChar quote;
    bool hasWord = false;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const auto character = line[at];
        if (quote.isNull() && character.isSpace()) {
            if (hasWord)
                words += word;
            word.clear();
            hasWord = false;
            continue;
        }
        hasWord = true;
        if (quote.isNull() && isQuote(character))
            quote = character;
        else if (character == quote)
            quote = QChar();
        else if (character == u'\\' && quote != u'\'' && at + 1 < line.size())
            word += line[++at];
        else
            word += character;
    }
    if (hasWord)
        words += word;
    return words;
}

std::string homeDirectory()
{
    const char *home = std::getenv("HOME"); // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
    return home ? home : "/";
}

bool isComplete(const LockAddress &address)
{
    return address.where == LockAddress::Where::Host ? !address.host.empty() && address.path.is_absolute()
                                                     : etcdProblem(address.path).isEmpty();
}

/// Nothing if the text is neither an absolute path nor an address. Works on bytes: a URL can name a file that a QString
/// cannot represent.
std::filesystem::path pathOf(const QString &text)
{
    if (text.startsWith(QLatin1String("file:"), Qt::CaseInsensitive)) {
        auto bytes = text.toUtf8().mid(5);
        if (bytes.startsWith("//")) {
            const auto slash = bytes.indexOf('/', 2);
            const auto host = bytes.mid(2, slash - 2);
            if (slash < 0 || (!host.isEmpty() && host != "localhost"))
                return {};
            bytes = bytes.mid(slash);
        }
        return bytes.startsWith('/') ? QByteArray::fromPercentEncoding(bytes).toStdString() : std::string();
    }
    const auto bytes = text.toLocal8Bit().toStdString();
    if (const auto address = LockAddress::of(bytes); address.where != LockAddress::Where::Here)
        return isComplete(address) ? bytes : std::string();
    if (bytes == "~" || bytes.starts_with("~/"))
        return homeDirectory() + bytes.substr(1);
    return bytes.starts_with('/') ? bytes : std::string();
}

QString problemOf(const QString &word)
{
    const auto shown = displayText(word.toStdString(), static_cast<std::size_t>(MostCharacters));
    switch (LockAddress::of(word.toStdString()).where) {
    case LockAddress::Where::Here:
        break;
    case LockAddress::Where::Host:
        return Words::tr("“%1” is not of the form ssh://HOST/PATH.").arg(shown);
    case LockAddress::Where::Etcd:
        return Words::tr("“%1” is not of the form etcd://HOST:PORT/NAME.").arg(shown);
    }
    return Words::tr("“%1” is not an absolute path.").arg(shown);
}

} // namespace

PathText pathsOfText(const QString &text)
{
    PathText found;
    for (const auto &wholeLine : text.split(u'\n')) {
        const auto line = wholeLine.trimmed();
        // A list of URIs (text/uri-list) may contain comments.
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const auto words = isQuote(line.front())
                               ? quotedWords(line)
                               : QStringList(QString(line).replace(QLatin1String("\\ "), QLatin1String(" ")));
        for (const auto &word : words) {
            auto path = pathOf(word);
            if (path.empty()) {
                if (found.problem.isEmpty())
                    found.problem = problemOf(word);
                continue;
            }
            found.paths.push_back(std::move(path));
        }
    }
    return found;
}

} // namespace Lockscope::Ui
