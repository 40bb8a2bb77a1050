// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/reportmarkdown.h"

#include "ui/details/reportfacts.h"
#include "ui/text/agetext.h"
#include "ui/text/holdertext.h"
#include "ui/text/plaintext.h"
#include "ui/text/verdictwords.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <ranges>

namespace Lockscope::Ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ReportMarkdown)
};

/// In a ticket, the beginning of a long content is sufficient.
constexpr std::size_t MostContent = 1024;

/// Nothing is interpreted in a code span except its end, which must be longer than any run of backticks in it.
QString code(const QString &text)
{
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const auto character : text) {
        run = character == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString space = longest > 0 ? QStringLiteral(" ") : QString();
    return fence + space + text + space + fence;
}

/// A bar ends a cell even in a code span.
QString cell(const QString &text)
{
    return text.isEmpty() ? QString() : code(QString(text).replace(u'|', QLatin1String("\\|")));
}

void addTable(QStringList &lines, const QStringList &titles, const std::vector<FactsTable::Row> &rows)
{
    lines << QString() << QLatin1String("| ") + titles.join(QLatin1String(" | ")) + QLatin1String(" |");
    lines << QLatin1String("|") + QString(QLatin1String(" --- |")).repeated(titles.size());
    for (const auto &row : rows) {
        QStringList cells;
        for (const auto &text : row.texts)
            cells += cell(text);
        lines << QLatin1String("| ") + cells.join(QLatin1String(" | ")) + QLatin1String(" |");
    }
}

void addFacts(QStringList &lines, const QString &title, const std::vector<FactList::Fact> &facts)
{
    lines << QString() << QLatin1String("### ") + title;
    for (const auto &fact : facts)
        lines << QLatin1String("- ") + fact.name + QLatin1String(": ") + code(fact.value);
}

/// One code block: the indentation of a list would be lost.
void addTree(QStringList &lines, const ProcessTree &tree)
{
    qsizetype depth = 0;
    const auto add = [&](const ProcessFacts &process) {
        lines << QString(4 + 2 * depth, u' ') + processText(process.name, process.pid) + QLatin1String("  ") +
                     process.commandLineText();
    };
    lines << QString();
    for (const auto &ancestor : tree.ancestors | std::views::reverse) {
        add(ancestor);
        ++depth;
    }
    add(tree.process);
    ++depth;
    for (const auto &child : tree.children)
        add(child);
}

} // namespace

QString reportMarkdown(const LockReport &report, const ReportContext &context)
{
    QStringList lines;
    lines << QLatin1String("## ") + stateText(report.verdict.state) + QLatin1String(": ") +
                 code(displayText(report.path));
    lines << QString() << code(text(report.verdict));
    lines << groundsText(report.verdict) + u'.';
    lines << Words::tr("Inspected on host %1, reported at %2 by Lockscope %3.")
                 .arg(code(context.host), timeText(context.time), context.version);
    if (!report.evidence.empty())
        addTable(lines, {Words::tr("Supports"), Words::tr("Finding"), Words::tr("Source")}, evidenceRows(report));
    if (report.process)
        addFacts(lines, Words::tr("Process"), processFacts(*report.process));
    if (context.tree) {
        lines << QString() << QLatin1String("### ") + Words::tr("Parents and children");
        addTree(lines, *context.tree);
    }
    if (!context.waiting.isEmpty()) {
        lines << QString() << QLatin1String("### ") + Words::tr("Waiting");
        for (const auto &sentence : context.waiting)
            lines << QLatin1String("- ") + code(sentence);
    }
    if (!report.kernelLocks.empty()) {
        lines << QString() << QLatin1String("### ") + Words::tr("Kernel locks");
        addTable(lines,
                 {Words::tr("Type"), Words::tr("Mode"), Words::tr("Bytes"), Words::tr("Holders"), Words::tr("Waiters")},
                 kernelLockRows(report));
    }
    addFacts(lines, Words::tr("File"), fileFacts(report));
    if (!report.content.empty()) {
        lines << QString() << QLatin1String("### ") + Words::tr("Content");
        const auto shown = visibleText(report.content.substr(0, MostContent));
        for (const auto &line : shown.split(u'\n'))
            lines << QLatin1String("    ") + line;
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace Lockscope::Ui
