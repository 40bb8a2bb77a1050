// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "human.h"

#include <lockscope/displaytext.h>

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

namespace Ctl {

using namespace Lockscope;

namespace {

constexpr qsizetype VerdictWidth = 7;
constexpr qsizetype EventWidth = 8;
constexpr qsizetype FormatWidth = 12;
constexpr qsizetype HolderWidth = 26;
constexpr qsizetype AgeWidth = 11;
constexpr qsizetype LabelWidth = 11;

QString word(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

QString processText(std::int64_t pid, const std::string &name)
{
    auto text = QStringLiteral("process %1").arg(pid);
    if (!name.empty())
        text += QStringLiteral(" (%1)").arg(displayText(name));
    return text;
}

/// The process that holds the lock, as far as the kernel or the verdict names one.
QString holderText(const LockReport &report)
{
    const auto holders = report.holders();
    if (!holders.empty())
        return processesText(holders);
    if (report.process && report.verdict.state == Verdict::State::Held)
        return processText(report.process->pid, report.process->name);
    return {};
}

/// For a column: without the word `process`.
QString shortHolderText(const LockReport &report)
{
    const auto holders = report.holders();
    if (!holders.empty()) {
        QString text =
            QString::number(holders.front().pid) + QStringLiteral(" ") + displayText(holders.front().name, 16);
        if (holders.size() > 1)
            text += QStringLiteral(" +%1").arg(holders.size() - 1);
        return text;
    }
    if (report.process && report.verdict.state == Verdict::State::Held)
        return QString::number(report.process->pid) + QStringLiteral(" ") + displayText(report.process->name, 16);
    const auto claim = report.owner.text();
    return claim.isEmpty() ? QStringLiteral("-") : claim;
}

QString formatsText(const LockReport &report)
{
    QStringList others;
    for (const auto &match : report.formats) {
        if (match.id != report.format)
            others += displayText(match.id);
    }
    auto text = displayText(report.format);
    if (!others.isEmpty())
        text += QStringLiteral(" (or %1)").arg(others.join(QStringLiteral(", ")));
    return text;
}

QString kernelLockText(const KernelLock &lock, const std::string &meaning)
{
    auto text = QStringLiteral("%1 %2 %3")
                    .arg(displayText(toWord(lock.type)), displayText(toWord(lock.mode)),
                         rangeText(lock) + meaningText(meaning));
    text += QStringLiteral(", held by ");
    if (lock.holders.empty())
        text += QStringLiteral("a process that cannot be seen from here");
    QStringList holders;
    for (const auto &holder : lock.holders) {
        auto holderWords = processText(holder.pid, holder.name);
        if (holder.fd >= 0)
            holderWords += QStringLiteral(" fd %1").arg(holder.fd);
        holders += holderWords;
    }
    text += holders.join(QStringLiteral(", "));
    QStringList waiters;
    for (const auto &waiter : lock.waiters)
        waiters += processText(waiter.pid, waiter.name);
    if (!waiters.isEmpty())
        text += QStringLiteral(", awaited by ") + waiters.join(QStringLiteral(", "));
    return text;
}

QString evidenceText(const Evidence &evidence)
{
    QString text = word(toWord(evidence.supports)).leftJustified(VerdictWidth) + QStringLiteral("  ") + evidence.fact;
    if (!evidence.source.isEmpty())
        text += QStringLiteral(" [%1]").arg(evidence.source);
    return text;
}

QString breakText(const LockReport &report)
{
    if (!report.breakRefused.empty())
        return QStringLiteral("refused: ") + displayText(report.breakRefused);
    return displayText(report.breakAction);
}

QString errorText(const LockReport &report)
{
    if (!report.error)
        return {};
    return QStringLiteral("%1: %2 (%3)")
        .arg(displayText(report.error->call), displayText(report.error->message), displayText(report.error->code));
}

} // namespace

QString HumanText::painted(const QString &text, Verdict::State state) const
{
    if (!m_colour)
        return text;
    const auto colour = [state] {
        switch (state) {
        case Verdict::State::Held:
            return 33;
        case Verdict::State::Stale:
            return 31;
        case Verdict::State::Free:
            return 32;
        case Verdict::State::Unknown:
            return 35;
        case Verdict::State::Absent:
            return 2;
        }
        return 0;
    }();
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QString::number(colour), text);
}

QString HumanText::verdictWord(Verdict::State state) const
{
    return painted(word(toWord(state)).leftJustified(VerdictWidth), state);
}

QString HumanText::event(const LockEvent &event) const
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(event.time.time_since_epoch());
    const auto time = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    auto sentence = event.verdict.summary;
    if (!event.waiters.empty()) {
        QStringList waiters;
        for (const auto &waiter : event.waiters)
            waiters += processText(waiter.pid, waiter.name);
        sentence += QStringLiteral(" Waiting: %1.").arg(waiters.join(QStringLiteral(", ")));
    }
    const auto path = event.path.empty() ? displayText(event.key) : displayText(event.path);
    return QStringList{time.toString(QStringLiteral("HH:mm:ss.zzz")),
                       painted(word(toWord(event.kind)).leftJustified(EventWidth), event.verdict.state), path, sentence}
        .join(QStringLiteral("  "));
}

QString HumanText::details(const LockReport &report) const
{
    const auto indent = QString(VerdictWidth + 2, u' ');
    QStringList lines{verdictWord(report.verdict.state) + QStringLiteral("  ") + report.verdict.summary};
    const auto add = [&](const QString &label, const QString &text) {
        if (!text.isEmpty())
            lines += indent + label.leftJustified(LabelWidth) + text;
    };
    add(QStringLiteral("path"), displayText(report.path));
    if (!report.row.empty())
        add(QStringLiteral("row"), displayText(report.row));
    add(QStringLiteral("error"), errorText(report));
    if (report.verdict.state == Verdict::State::Absent)
        return lines.join(u'\n');
    add(QStringLiteral("format"), formatsText(report));
    add(QStringLiteral("owner"), report.owner.text());
    const auto holder = holderText(report);
    add(QStringLiteral("holder"), holder);
    if (!holder.isEmpty() && report.process && !report.process->commandLine.empty())
        add(QStringLiteral("command"), report.process->commandLineText());
    for (const auto &lock : report.kernelLocks)
        add(QStringLiteral("kernel"), kernelLockText(lock, report.meaningOf(lock)));
    QString label = QStringLiteral("evidence");
    for (const auto &evidence : report.evidence)
        add(std::exchange(label, QString()), evidenceText(evidence));
    if (report.age)
        add(QStringLiteral("modified"), QStringLiteral("%1 ago").arg(ageText(*report.age)));
    for (const auto &companion : report.companions)
        add(QStringLiteral("companion"), displayText(companion));
    add(QStringLiteral("break"), breakText(report));
    return lines.join(u'\n');
}

QString HumanText::row(const LockReport &report) const
{
    return QStringList{verdictWord(report.verdict.state), displayText(report.format).leftJustified(FormatWidth),
                       shortHolderText(report).leftJustified(HolderWidth),
                       (report.age ? ageText(*report.age) : QStringLiteral("-")).rightJustified(AgeWidth),
                       report.row.empty() ? displayText(report.path)
                                          : displayText(report.path) + QStringLiteral(": ") + displayText(report.row)}
        .join(QStringLiteral("  "));
}

QStringList alignedTable(const std::vector<QStringList> &rows)
{
    std::vector<qsizetype> widths;
    for (const auto &row : rows) {
        widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())));
        for (qsizetype column = 0; column < row.size(); ++column) {
            auto &width = widths[static_cast<std::size_t>(column)];
            width = std::max(width, row[column].size());
        }
    }
    QStringList lines;
    for (const auto &row : rows) {
        QString line;
        for (qsizetype column = 0; column + 1 < row.size(); ++column)
            line += row[column].leftJustified(widths[static_cast<std::size_t>(column)] + 2);
        lines += line + row.last();
    }
    return lines;
}

QString processesText(std::span<const LockHolder> holders)
{
    QStringList texts;
    for (const auto &holder : holders)
        texts += processText(holder.pid, holder.name);
    return texts.join(QStringLiteral(", "));
}

QString rangeText(const KernelLock &lock)
{
    if (lock.start == 0 && !lock.end)
        return QStringLiteral("all");
    auto text = QString::number(lock.start);
    if (lock.end != lock.start)
        text += QStringLiteral("-%1").arg(lock.end ? QString::number(*lock.end) : QString());
    return text;
}

QString meaningText(const std::string &meaning)
{
    return meaning.empty() ? QString() : QStringLiteral(" (%1)").arg(displayText(meaning));
}

QString ageText(std::chrono::duration<double> age)
{
    constexpr std::array<std::pair<std::int64_t, const char16_t *>, 4> Units{
        {{86400, u"d"}, {3600, u"h"}, {60, u"min"}, {1, u"s"}}};
    auto seconds = static_cast<std::int64_t>(std::floor(std::clamp(age.count(), -1e15, 1e15)));
    if (seconds < 0)
        return QStringLiteral("in future");
    QStringList parts;
    for (const auto &[length, name] : Units) {
        const auto count = seconds / length;
        seconds %= length;
        if (count > 0 || (parts.isEmpty() && length == 1))
            parts += QStringLiteral("%1 %2").arg(QString::number(count), QString::fromUtf16(name));
        else if (!parts.isEmpty())
            break;
        if (parts.size() == 2)
            break;
    }
    return parts.join(u' ');
}

} // namespace Ctl
