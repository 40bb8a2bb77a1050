// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/reportfacts.h"

#include "ui/text/agetext.h"
#include "ui/text/formattext.h"
#include "ui/text/holdertext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <variant>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportFacts)
};

/// If a list has more names, the others are only counted.
constexpr qsizetype MostNames = 8;

template <typename Items, typename ToText>
QString listed(const Items &items, ToText toText)
{
    QStringList texts;
    for (const auto &item : items) {
        if (texts.size() == MostNames) {
            texts += Words::tr("and %1 more").arg(items.size() - MostNames);
            break;
        }
        texts += toText(item);
    }
    return texts.join(QLatin1String(", "));
}

QString sourceText(const Evidence &evidence)
{
    return evidence.host.empty()
               ? evidence.source
               : Words::tr("%1 on %2", "source, host").arg(evidence.source, displayText(evidence.host));
}

QIcon supportsIcon(Evidence::Supports supports)
{
    switch (supports) {
    case Evidence::Supports::Held:
        return glyphIcon(Glyph::Held);
    case Evidence::Supports::Stale:
        return glyphIcon(Glyph::Stale);
    case Evidence::Supports::Free:
        return glyphIcon(Glyph::Free);
    case Evidence::Supports::Unknown:
        return glyphIcon(Glyph::Unknown);
    case Evidence::Supports::Nothing:
        return {};
    }
    return {};
}

QString rangeText(const KernelLock &lock)
{
    if (lock.start == 0 && !lock.end)
        return Words::tr("Whole file");
    const auto end = lock.end ? QString::number(*lock.end) : Words::tr("end of file");
    return Words::tr("%1 – %2", "first and last byte").arg(QString::number(lock.start), end);
}

QString holderTextOf(const LockHolder &holder)
{
    auto text = processText(holder.name, holder.pid);
    if (holder.fd >= 0)
        text = Words::tr("%1 by descriptor %2").arg(text).arg(holder.fd);
    return holder.proved ? text : Words::tr("%1, according to the lock table only").arg(text);
}

QString holdersTextOf(const KernelLock &lock)
{
    return lock.holders.empty() ? Words::tr("Not visible to this user") : listed(lock.holders, holderTextOf);
}

QString waitersTextOf(const KernelLock &lock)
{
    auto text = listed(lock.waiters, [](const LockWaiter &waiter) { return processText(waiter.name, waiter.pid); });
    if (!lock.deadlock.empty()) {
        const auto circle = listed(lock.deadlock, [](std::int64_t pid) { return QString::number(pid); });
        text += (text.isEmpty() ? QString() : QStringLiteral("; ")) + Words::tr("deadlock: %1").arg(circle);
    }
    return text;
}

void addFact(std::vector<FactList::Fact> &facts, const QString &name, const QString &value)
{
    if (!value.isEmpty())
        facts.push_back({name, value});
}

QString heldByText(std::string_view heldBy)
{
    if (heldBy == "process")
        return Words::tr("while the recorded process is running");
    if (heldBy == "kernel-lock")
        return Words::tr("while a process has a kernel lock on it");
    if (heldBy == "existence")
        return Words::tr("while it exists");
    if (heldBy == "heartbeat")
        return Words::tr("while it is refreshed in time");
    if (heldBy == "companion")
        return Words::tr("while a process has a kernel lock on its companion file");
    if (heldBy == "port")
        return Words::tr("while a process listens on the recorded port");
    if (heldBy == "nobody" || heldBy == "nothing")
        return Words::tr("never: it is not a lock");
    return {};
}

QString permissionsText(std::uint32_t mode)
{
    return QString::number(mode & 07777, 8).rightJustified(4, u'0');
}

} // namespace

std::vector<FactsTable::Row> evidenceRows(const LockReport &report)
{
    std::vector<FactsTable::Row> rows;
    for (const auto &evidence : report.evidence)
        rows.push_back({.texts = {supportsText(evidence.supports), text(evidence), sourceText(evidence)},
                        .icon = supportsIcon(evidence.supports)});
    return rows;
}

std::vector<FactsTable::Row> kernelLockRows(const LockReport &report)
{
    std::vector<FactsTable::Row> rows;
    for (const auto &lock : report.kernelLocks) {
        auto range = rangeText(lock);
        // The meaning for programs that use the file, e.g. with SQLite.
        if (const auto meaning = text(report.meaningOf(lock)); !meaning.isEmpty())
            range += QStringLiteral(" · ") + meaning;
        rows.push_back({.texts = {lockTypeText(lock.type), lockModeText(lock.mode), range, holdersTextOf(lock),
                                  waitersTextOf(lock)},
                        .icon = {}});
    }
    return rows;
}

std::vector<FactList::Fact> processFacts(const ProcessFacts &process)
{
    std::vector<FactList::Fact> facts;
    addFact(facts, Words::tr("Process"), processText(process.name, process.pid));
    addFact(facts, Words::tr("Command"), process.commandLineText());
    addFact(facts, Words::tr("User"), process.userText());
    addFact(facts, Words::tr("State"), process.stateName());
    if (process.startTime)
        addFact(facts, Words::tr("Started"), timeText(*process.startTime));
    if (process.ppid > 0)
        addFact(facts, Words::tr("Parent process"), QString::number(process.ppid));
    if (process.threads > 0)
        addFact(facts, Words::tr("Threads"), QLocale().toString(process.threads));
    addFact(facts, Words::tr("Container"), displayText(process.container));
    if (process.namespacePids.size() > 1)
        addFact(facts, Words::tr("PID in its namespaces"),
                listed(process.namespacePids, [](std::int64_t pid) { return QString::number(pid); }));
    return facts;
}

std::vector<FactList::Fact> formatFacts(const LockReport &report)
{
    const auto &texts = formatText(report.format);
    std::vector<FactList::Fact> facts;
    addFact(facts, Words::tr("Format"), texts.title);
    const auto format = lockFormat(report.format);
    if (!format) {
        if (isUnknownFormat(report.format))
            addFact(facts, Words::tr("Advice"),
                    Words::tr("Describe the format if you know the program that creates this lock. Lockscope then "
                              "recognises all locks of this kind."));
        return facts;
    }
    const auto clause = [](std::string_view phrase) {
        return phrase.empty() ? QString() : text(Phrase{std::string(phrase)});
    };
    addFact(facts, Words::tr("Program"), texts.programs);
    addFact(facts, Words::tr("Held"), heldByText(format->heldBy));
    addFact(facts, Words::tr("Its program treats it as stale"), clause(format->staleRule));
    addFact(facts, Words::tr("Never remove it"), clause(format->neverRemove));
    addFact(facts, Words::tr("To find the holder"), clause(format->findHolder));
    addFact(facts, Words::tr("Names"), listed(format->names, [](std::string_view name) { return displayText(name); }));
    addFact(facts, Words::tr("ID"), displayText(format->id));
    addFact(facts, Words::tr("Known from"), displayText(format->reference));
    addFact(facts, Words::tr("Described in"), displayText(format->source));
    return facts;
}

std::vector<FactList::Fact> fileFacts(const LockReport &report)
{
    std::vector<FactList::Fact> facts;
    const auto addTime = [&](const QString &name, const std::optional<WallTime> &time) {
        if (time)
            addFact(facts, name, timeText(*time));
    };
    const auto address = LockAddress::of(report.path);
    if (address.where == LockAddress::Where::Etcd) {
        addFact(facts, Words::tr("Address"), displayText(report.path));
        addFact(facts, Words::tr("Fencing token"), displayText(report.token));
        return facts;
    }
    addFact(facts, Words::tr("Host"), address.text());
    addFact(facts, Words::tr("Path"), displayText(address.path));
    addFact(facts, Words::tr("Type"), inodeTypeText(report.inodeType));
    if (!report.linkTarget.empty())
        addFact(facts, Words::tr("Link target"), displayText(report.linkTarget));
    if (report.inodeType != LockReport::InodeType::None) {
        addFact(facts, Words::tr("Size"),
                Words::tr("%1 bytes").arg(QLocale().toString(static_cast<qulonglong>(report.size))));
        addFact(facts, Words::tr("Permissions"), permissionsText(report.mode));
        addFact(facts, Words::tr("Links"), QLocale().toString(report.links));
    }
    if (report.ownerUid)
        addFact(facts, Words::tr("User ID of the file owner"), QString::number(*report.ownerUid));
    addTime(Words::tr("Created"), report.created);
    addTime(Words::tr("Modified"), report.modified);
    addTime(Words::tr("Changed"), report.changed);
    if (report.inode)
        addFact(
            facts, Words::tr("Inode"),
            Words::tr("%1 on device %2:%3").arg(report.inode->inode).arg(report.inode->major).arg(report.inode->minor));
    if (report.fileSystem && !report.fileSystem->type.empty()) {
        const auto type = displayText(report.fileSystem->type);
        addFact(facts, Words::tr("File system"), report.fileSystem->remote ? Words::tr("%1, remote").arg(type) : type);
    }
    addFact(facts, Words::tr("Companion files"),
            listed(report.companions, [](const std::filesystem::path &path) { return displayText(path); }));
    if (report.error)
        addFact(facts, Words::tr("Error"),
                displayText(report.error->message + " (" + report.error->call + ": " + report.error->code + ')'));
    return facts;
}

std::optional<std::int64_t> leaseSeconds(const LockReport &report)
{
    const auto lease = std::ranges::find(report.evidence, Evidence::Id::EtcdLease, &Evidence::id);
    if (lease == report.evidence.end() || lease->finding.arguments.empty())
        return {};
    const auto *seconds = std::get_if<std::int64_t>(&lease->finding.arguments.front());
    return seconds ? std::optional(*seconds) : std::nullopt;
}

QString formatLine(const LockReport &report)
{
    const auto &texts = formatText(report.format);
    return texts.programs.isEmpty() ? texts.title : texts.title + QStringLiteral(" · ") + texts.programs;
}

QString adviceText(const LockReport &report)
{
    const auto state = report.verdict.state;
    if (state == Verdict::State::Absent || state == Verdict::State::Free)
        return {};
    if (!report.breakRefused)
        return state == Verdict::State::Stale ? Words::tr("It can be broken safely.") : QString();
    const auto reason = text(*report.breakRefused);
    // Of a lock on another host, only that host knows whether it must never be removed.
    if (LockAddress::of(report.path).where == LockAddress::Where::Host)
        return Words::tr("Breaking it is not safe: %1.").arg(reason);
    return report.breakPermission == LockReport::BreakPermission::Never
               ? Words::tr("Do not remove it: %1.").arg(reason)
               : Words::tr("Breaking it is not safe: %1.").arg(reason);
}

QString groundsText(const Verdict &verdict)
{
    return Words::tr("%1: %2", "confidence and reason")
        .arg(confidenceText(verdict.confidence), reasonText(verdict.reason));
}

} // namespace Lockscope::Ui
