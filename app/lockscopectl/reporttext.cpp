// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "reporttext.h"

#include "advice.h"
#include "origintext.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

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

constexpr qsizetype StateWidth = 7;
constexpr qsizetype EventWidth = 8;
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

/// The first processes and the number of the others; all processes if the layout is wide.
template <typename Process, typename Words>
QString listText(const std::vector<Process> &processes, const Layout &layout, Words words)
{
    constexpr std::size_t MostNamed = 4;
    const auto named = layout.wide ? processes.size() : std::min(processes.size(), MostNamed);
    QStringList texts;
    for (const auto &process : std::span(processes).first(named))
        texts += words(process);
    auto text = texts.join(QStringLiteral(", "));
    if (named < processes.size())
        text += QStringLiteral(" and %1 more").arg(processes.size() - named);
    return text;
}

/// The process that holds the lock, as far as the kernel or the verdict names one.
QString holderText(const LockReport &report, const Layout &layout)
{
    const auto holders = report.holders();
    if (!holders.empty())
        return listText(holders, layout, [](const LockHolder &holder) { return processText(holder.pid, holder.name); });
    if (report.process && report.verdict.state == Verdict::State::Held)
        return processText(report.process->pid, report.process->name);
    return {};
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

QString kernelLockText(const KernelLock &lock, const std::string &meaning, const Layout &layout)
{
    const QString held = lockText(lock) + meaningText(meaning) + QStringLiteral(", held by ");
    if (lock.holders.empty()) {
        QString text = held + QStringLiteral("a process that cannot be seen from here");
        if (lock.tablePid > 0)
            text += QStringLiteral("; acquired by PID %1, which may have exited since").arg(lock.tablePid);
        return text;
    }
    const auto holders = listText(lock.holders, layout, [](const LockHolder &holder) {
        const auto holderText = processText(holder.pid, holder.name);
        return holder.fd < 0 ? holderText : holderText + QStringLiteral(" on fd %1").arg(holder.fd);
    });
    if (lock.nfsClients.empty())
        return held + holders;
    return held + holders + QStringLiteral(" for NFS client ") +
           listText(lock.nfsClients, layout, [](const NfsClient &client) { return displayText(client.hostname()); });
}

QString waitersText(const std::vector<LockWaiter> &waiters, const Layout &layout)
{
    return listText(waiters, layout, [](const LockWaiter &waiter) { return processText(waiter.pid, waiter.name); });
}

QString supportsText(const Evidence &evidence)
{
    const bool isNote = evidence.supports == Evidence::Supports::Nothing;
    const auto supports = isNote ? QStringLiteral("note") : word(toWord(evidence.supports));
    return supports.leftJustified(StateWidth) + QStringLiteral("  ");
}

QString evidenceText(const Evidence &evidence)
{
    const auto text = Lockscope::text(evidence);
    return evidence.source.isEmpty() ? text : text + QStringLiteral(" [%1]").arg(evidence.source);
}

QString errorText(const LockReport &report)
{
    if (!report.error)
        return {};
    return QStringLiteral("%1: %2 (%3)")
        .arg(displayText(report.error->call), displayText(report.error->message), displayText(report.error->code));
}

} // namespace

QString ReportText::painted(const QString &text, Verdict::State state) const
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

QString ReportText::stateWord(Verdict::State state) const
{
    return painted(word(toWord(state)).leftJustified(StateWidth), state);
}

QString ReportText::event(const LockEvent &event) const
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(event.time.time_since_epoch());
    const auto time = QDateTime::fromMSecsSinceEpoch(milliseconds.count());
    auto sentence = text(event.verdict);
    if (!event.waiters.empty())
        sentence += QStringLiteral(" Waiting: %1.").arg(waitersText(event.waiters, m_layout));
    const auto path = event.path.empty() ? displayText(event.key) : displayText(event.path);
    return QStringList{time.toString(QStringLiteral("HH:mm:ss.zzz")),
                       painted(word(toWord(event.kind)).leftJustified(EventWidth), event.verdict.state), path, sentence}
        .join(QStringLiteral("  "));
}

QString ReportText::details(const LockReport &report) const
{
    const auto indent = QString(StateWidth + 2, u' ');
    QStringList lines{stateWord(report.verdict.state) + QStringLiteral("  ") +
                      wrapped(sentenceBesideState(report.verdict), indent.size(), m_layout)};
    // Further lines of the text are aligned after `column`.
    const auto add = [&](const QString &label, const QString &text, const QString &column = {}) {
        const QString head = label.leftJustified(LabelWidth) + column;
        if (!text.isEmpty())
            lines += indent + head + wrapped(text, indent.size() + head.size(), m_layout);
    };
    add(QStringLiteral("path"), displayText(report.path));
    if (!report.row.empty())
        add(QStringLiteral("row"), displayText(report.row));
    add(QStringLiteral("error"), errorText(report));
    QString label = QStringLiteral("evidence");
    const auto addEvidence = [&] {
        for (const auto &evidence : report.evidence)
            add(std::exchange(label, QString()), evidenceText(evidence), supportsText(evidence));
    };
    if (report.verdict.state == Verdict::State::Absent) {
        addEvidence();
        return lines.join(u'\n');
    }
    add(QStringLiteral("format"), formatsText(report));
    add(QStringLiteral("owner"), report.owner.text());
    const auto holder = holderText(report, m_layout);
    add(QStringLiteral("holder"), holder);
    if (const auto tree = holder.isEmpty() || !report.process ? std::nullopt : ProcessTree::read(*report.process, {})) {
        add(QStringLiteral("origin"), originText(*tree));
        add(QStringLiteral("directory"), displayText(tree->workingDirectory));
    }
    if (!holder.isEmpty() && report.process && !report.process->commandLine.empty())
        add(QStringLiteral("command"), report.process->commandLineText());
    for (const auto &lock : report.kernelLocks) {
        add(QStringLiteral("kernel"), kernelLockText(lock, report.meaningOf(lock).text, m_layout));
        add(QStringLiteral("waiters"), waitersText(lock.waiters, m_layout));
    }
    addEvidence();
    if (report.age)
        add(QStringLiteral("modified"), QStringLiteral("%1 ago").arg(ageText(*report.age)));
    for (const auto &companion : report.companions)
        add(QStringLiteral("companion"), displayText(companion));
    // A command stays on one line, so that it can be copied.
    if (const auto advice = adviceText(report); !advice.isEmpty())
        lines += indent + QStringLiteral("advice").leftJustified(LabelWidth) + advice;
    add(QStringLiteral("break"), breakRefusalText(report));
    return lines.join(u'\n');
}

QString sentenceBesideState(const Verdict &verdict)
{
    const auto sentence = text(verdict);
    const auto state = word(toWord(verdict.state));
    if (const auto prefix = QStringLiteral("Probably %1: ").arg(state); sentence.startsWith(prefix))
        return QStringLiteral("Probably: ") + sentence.mid(prefix.size());
    if (const QString prefix = state + QStringLiteral(": "); sentence.startsWith(prefix, Qt::CaseInsensitive))
        return sentence.mid(prefix.size(), 1).toUpper() + sentence.mid(prefix.size() + 1);
    return sentence;
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

QString lockText(const KernelLock &lock)
{
    const auto type = [&lock] {
        switch (lock.type) {
        case KernelLock::Type::Posix:
            return QStringLiteral("POSIX lock");
        case KernelLock::Type::Ofd:
            return QStringLiteral("OFD lock");
        case KernelLock::Type::Flock:
        case KernelLock::Type::Lease:
            break;
        }
        return word(toWord(lock.type));
    }();
    const QString text = word(toWord(lock.mode)) + QStringLiteral(" ") + type;
    if (lock.start == 0 && !lock.end)
        return text;
    return text + (lock.end == lock.start ? QStringLiteral(" on byte ") : QStringLiteral(" on bytes ")) +
           rangeText(lock);
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
