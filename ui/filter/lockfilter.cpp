// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/filter/lockfilter.h"

#include "ui/model/lockrow.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <string_view>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LockFilter)
};

struct VerdictWord
{
    const char *word;
    LockCategory category;
};

constexpr std::array VerdictWordTable = {
    VerdictWord{"held", LockCategory::Held},       VerdictWord{"stale", LockCategory::Stale},
    VerdictWord{"waiting", LockCategory::Waiting}, VerdictWord{"unknown", LockCategory::Unknown},
    VerdictWord{"free", LockCategory::Free},       VerdictWord{"absent", LockCategory::Absent},
};

bool namesPid(const LockRow &row, qint64 pid)
{
    const auto isPid = [pid](const auto &process) { return process.pid == pid; };
    if (std::ranges::find(row.ownerPids, pid) != row.ownerPids.end())
        return true;
    if (row.process && row.process->pid == pid)
        return true;
    return std::ranges::any_of(row.kernelLocks, [&](const KernelLock &lock) {
        return std::ranges::any_of(lock.holders, isPid) || std::ranges::any_of(lock.waiters, isPid);
    });
}

bool isOfUser(const LockRow &row, const QString &user)
{
    if (!row.process)
        return false;
    return displayText(row.process->user).toCaseFolded() == user || QString::number(row.process->uid) == user;
}

/// A pattern with wildcards matches the whole path; `*` also matches slashes.
QRegularExpression pathExpression(const QString &pattern)
{
    QString expression;
    for (const auto character : pattern) {
        if (character == u'*')
            expression += QLatin1String(".*");
        else if (character == u'?')
            expression += u'.';
        else
            expression += QRegularExpression::escape(QString(character));
    }
    return QRegularExpression(QRegularExpression::anchoredPattern(expression),
                              QRegularExpression::DotMatchesEverythingOption);
}

bool hasWildcard(const QString &pattern)
{
    return pattern.contains(u'*') || pattern.contains(u'?');
}

template <typename Value>
bool compares(const Value &left, const QString &comparison, const Value &right)
{
    if (comparison == u">")
        return left > right;
    if (comparison == u"<")
        return left < right;
    if (comparison == u">=")
        return left >= right;
    if (comparison == u"<=")
        return left <= right;
    return left == right;
}

constexpr std::chrono::nanoseconds MostTime = std::chrono::days(365) * 200;

std::optional<std::chrono::nanoseconds> unitOf(const QString &word)
{
    using namespace std::chrono;
    if (word == u"s" || word == u"sec")
        return seconds(1);
    if (word == u"m" || word == u"min")
        return minutes(1);
    if (word == u"h")
        return hours(1);
    if (word == u"d")
        return days(1);
    if (word == u"w")
        return days(7);
    if (word == u"y")
        return days(365);
    return {};
}

} // namespace

std::optional<std::chrono::nanoseconds> durationOf(const QString &text)
{
    std::chrono::nanoseconds sum{0};
    const auto rest = text.toLower();
    qsizetype at = 0;
    while (at < rest.size()) {
        const auto first = at;
        while (at < rest.size() && (rest[at].isDigit() || rest[at] == u'.'))
            ++at;
        bool isNumber = false;
        const double count = rest.mid(first, at - first).toDouble(&isNumber);
        const auto unitStart = at;
        while (at < rest.size() && rest[at].isLetter())
            ++at;
        const auto unit = unitOf(rest.mid(unitStart, at - unitStart));
        if (!isNumber || !unit)
            return {};
        // In floating point first, because 64 bits of nanoseconds may overflow.
        const std::chrono::duration<double, std::nano> whole =
            sum + count * std::chrono::duration<double, std::nano>(*unit);
        if (whole > MostTime)
            return {};
        sum = std::chrono::duration_cast<std::chrono::nanoseconds>(whole);
    }
    return text.isEmpty() ? std::nullopt : std::optional(sum);
}

LockFilter::LockFilter(const QString &text)
{
    for (const auto &token : filterTokens(text)) {
        const auto printError = [&](const QString &message) {
            if (!m_problem)
                m_problem = Problem{token.start, token.length, message};
        };
        const auto key = token.key.isEmpty() ? Key::Text : keyOf(token.key);
        if (!key) {
            printError(
                Words::tr("Unknown key “%1”. Available keys: %2. To search for the text itself, put it in quotes.")
                    .arg(token.key, keys().join(u' ')));
            continue;
        }
        if (token.value.isEmpty())
            continue;
        Term term = {.key = *key, .excludes = token.excludes, .comparison = token.comparison};
        if (const auto message = read(token, term))
            printError(*message);
        else
            m_terms.push_back(std::move(term));
    }
}

bool LockFilter::dependsOnTime() const
{
    return std::ranges::any_of(m_terms, [](const Term &t) { return t.key == Key::Age || t.key == Key::Held; });
}

bool LockFilter::matches(const LockRow &lock, WallTime now) const
{
    return std::ranges::all_of(m_terms, [&](const Term &term) { return satisfies(term, lock, now) != term.excludes; });
}

QStringList LockFilter::keys()
{
    QStringList texts;
    for (const auto &name : keyNames()) {
        const bool isMeasure = name.key == Key::Age || name.key == Key::Held || name.key == Key::Waiters;
        texts += QLatin1String(name.name) + (isMeasure ? u'>' : u':');
    }
    return texts;
}

QStringList LockFilter::verdictWords()
{
    QStringList words;
    for (const auto &word : VerdictWordTable)
        words += QLatin1String(word.word);
    return words;
}

QStringList LockFilter::certaintyWords()
{
    return {QStringLiteral("proven"), QStringLiteral("probable")};
}

const std::vector<LockFilter::KeyName> &LockFilter::keyNames()
{
    static const std::vector<KeyName> names = {
        {"verdict", Key::Verdict}, {"certainty", Key::Certainty}, {"path", Key::Path}, {"kind", Key::Kind},
        {"pid", Key::Pid},         {"user", Key::User},           {"host", Key::Host}, {"age", Key::Age},
        {"held", Key::Held},       {"waiters", Key::Waiters},
    };
    return names;
}

std::optional<LockFilter::Key> LockFilter::keyOf(const QString &name)
{
    for (const auto &known : keyNames()) {
        if (name == QLatin1String(known.name))
            return known.key;
    }
    return {};
}

std::optional<QString> LockFilter::read(const FilterToken &token, Term &term)
{
    const bool isMeasure = term.key == Key::Age || term.key == Key::Held || term.key == Key::Waiters;
    if (!isMeasure && term.key != Key::Text && token.comparison != u":")
        return Words::tr("“%1” requires a colon: %1:%2.").arg(token.key, token.value);
    switch (term.key) {
    case Key::Age:
    case Key::Held: {
        const auto duration = durationOf(token.value);
        if (!duration)
            return Words::tr("“%1” is not a duration. Examples: 30s, 5min, 2h, 3d.").arg(token.value);
        if (token.comparison == u":")
            return Words::tr("Use %1>%2 for a longer time, %1<%2 for a shorter time.").arg(token.key, token.value);
        term.duration = *duration;
        return {};
    }
    case Key::Waiters: {
        bool isNumber = false;
        term.number = token.value.toLongLong(&isNumber);
        return isNumber ? std::nullopt : std::optional(Words::tr("“%1” is not a number.").arg(token.value));
    }
    case Key::Text:
        term.values = {token.value.toCaseFolded()};
        term.parts = {term.values.front().toStdString()};
        return {};
    default:
        break;
    }
    term.values = token.value.toCaseFolded().split(u',', Qt::SkipEmptyParts);
    for (const auto &value : std::as_const(term.values)) {
        bool isNumber = true;
        if (term.key == Key::Pid)
            value.toLongLong(&isNumber);
        if (!isNumber)
            return Words::tr("“%1” is not a PID.").arg(value);
        const auto fits = [&](const QString &word) { return word.startsWith(value); };
        if (term.key == Key::Verdict && std::ranges::none_of(verdictWords(), fits))
            return Words::tr("“%1” is not a verdict. Verdicts: %2.")
                .arg(value, verdictWords().join(QLatin1String(", ")));
        if (term.key == Key::Certainty && std::ranges::none_of(certaintyWords(), fits))
            return Words::tr("“%1” is not a certainty. Certainties: %2.")
                .arg(value, certaintyWords().join(QLatin1String(", ")));
    }
    if (term.key == Key::Path) {
        std::ranges::copy(term.values | std::views::filter(hasWildcard) | std::views::transform(pathExpression),
                          std::back_inserter(term.expressions));
        term.values.removeIf(hasWildcard);
        std::ranges::transform(std::as_const(term.values), std::back_inserter(term.parts), &QString::toStdString);
    }
    return {};
}

bool LockFilter::satisfies(const Term &term, const LockRow &lock, WallTime now)
{
    const auto any = [&](auto fits) { return std::ranges::any_of(term.values, fits); };
    switch (term.key) {
    case Key::Text:
        return lock.searchText.find(term.parts.front()) != std::string::npos;
    case Key::Pid:
        return any([&](const QString &value) { return namesPid(lock, value.toLongLong()); });
    case Key::Host:
        return any([&](const QString &value) {
            return lock.host.contains(value, Qt::CaseInsensitive) || lock.place.contains(value, Qt::CaseInsensitive);
        });
    case Key::User:
        return any([&](const QString &value) { return isOfUser(lock, value); });
    case Key::Kind:
        return any([&](const QString &value) {
            return lock.kind.startsWith(value, Qt::CaseInsensitive) ||
                   lock.title.startsWith(value, Qt::CaseInsensitive);
        });
    case Key::Verdict:
        return any([&](const QString &value) {
            return std::ranges::any_of(VerdictWordTable, [&](const VerdictWord &word) {
                return lock.categories.testFlag(word.category) && QLatin1String(word.word).startsWith(value);
            });
        });
    case Key::Certainty: {
        const bool isProven = lock.verdict.confidence == Verdict::Confidence::Proved;
        const auto word = certaintyWords().at(isProven ? 0 : 1);
        return any([&](const QString &value) { return word.startsWith(value); });
    }
    case Key::Path: {
        const auto path = lock.pathKey();
        if (std::ranges::any_of(term.parts,
                                [&](const std::string &part) { return path.find(part) != std::string_view::npos; }))
            return true;
        if (term.expressions.isEmpty())
            return false;
        const auto text = QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
        return std::ranges::any_of(
            term.expressions, [&](const QRegularExpression &expression) { return expression.match(text).hasMatch(); });
    }
    case Key::Age:
        return lock.modified && compares(now - *lock.modified, term.comparison, term.duration);
    case Key::Held:
        return lock.heldSince && compares(now - lock.heldSince->time, term.comparison, term.duration);
    case Key::Waiters:
        return compares(static_cast<qint64>(lock.waiters), term.comparison, term.number);
    }
    return true;
}

} // namespace Lockscope::Ui
