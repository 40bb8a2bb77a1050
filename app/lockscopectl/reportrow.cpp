// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "layout.h"
#include "reporttext.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>

namespace Ctl {

using namespace Lockscope;

namespace {

/// The holder for a column, without the word `process`. If there is none, the recorded owner in parentheses.
QString shortHolderText(const LockReport &report, const Layout &layout)
{
    const auto holders = report.holders();
    if (!holders.empty())
        return processesCell(std::span<const LockHolder>(holders), layout);
    if (report.process && report.verdict.state == Verdict::State::Held)
        return processesCell(
            std::span<const LockHolder>(std::array{LockHolder{report.process->pid, -1, report.process->name}}), layout);
    const auto claim = report.verdict.state == Verdict::State::Free ? QString() : report.owner.text();
    return claim.isEmpty() ? QStringLiteral("-") : QStringLiteral("(%1)").arg(claim);
}

/// Fixed widths that fit most rows; the path gets the rest of the line.
const std::array<Column, 5> &rowColumns()
{
    using Content = Column::Content;
    static const std::array<Column, 5> columns{{{QStringLiteral("STATE"), Content::Text, 7, false},
                                                {QStringLiteral("FORMAT"), Content::Text, 8, false},
                                                {QStringLiteral("HOLDER"), Content::Process, 9, false},
                                                {QStringLiteral("AGE"), Content::Text, 8, true},
                                                {QStringLiteral("PATH"), Content::Path, 20, false}}};
    return columns;
}

std::vector<qsizetype> rowWidths(const Layout &layout)
{
    constexpr qsizetype LongestPath = 60; // the other columns shrink for it
    auto widths = fittingWidths({rowColumns().front().least, 15, 26, 11, LongestPath}, rowColumns(), layout);
    if (layout.width) {
        const auto others =
            std::accumulate(widths.begin(), widths.end() - 1, 2 * static_cast<qsizetype>(widths.size()) - 2);
        widths.back() = std::max(widths.back(), *layout.width - others);
    } else {
        widths.back() = std::numeric_limits<qsizetype>::max();
    }
    return widths;
}

} // namespace

QString ReportText::rowHeading() const
{
    std::vector<Cell> headings;
    for (const auto &column : rowColumns())
        headings.push_back({column.heading, {}});
    return tableLine(headings, rowColumns(), rowWidths(m_layout));
}

QString ReportText::row(const LockReport &report) const
{
    const auto path = displayText(report.path);
    const std::array<Cell, 5> cells{
        {{displayText(toWord(report.verdict.state)), {}},
         {displayText(report.format), {}},
         {shortHolderText(report, m_layout), {}},
         {report.age ? ageText(*report.age) : QStringLiteral("-"), {}},
         {report.row.empty() ? path : path + QStringLiteral(": ") + displayText(report.row), {}}}};
    auto widths = rowWidths(m_layout);
    for (std::size_t index = 0; m_layout.wide && index < cells.size(); ++index)
        widths[index] = std::max(widths[index], cells[index].text.size());
    auto line = tableLine(cells, rowColumns(), widths);
    const auto state = line.left(widths.front());
    return line.replace(0, state.size(), painted(state, report.verdict.state));
}

} // namespace Ctl
