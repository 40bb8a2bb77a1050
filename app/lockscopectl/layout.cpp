// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "layout.h"

#include "output.h"

#include <lockscope/displaytext.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace Ctl {

using Lockscope::displayText;

namespace {

const QChar Ellipsis = u'…';
constexpr qsizetype Gap = 2;

QString fitted(const Cell &cell, const Column &column, qsizetype width)
{
    if (cell.text.size() + cell.remark.size() <= width)
        return cell.text + cell.remark;
    if (cell.text.size() < width && !cell.remark.isEmpty())
        return cell.text + shortened(cell.remark, width - cell.text.size());
    switch (column.content) {
    case Column::Content::Path:
        return shortenedPath(cell.text, width);
    case Column::Content::Process:
        return shortenedProcess(cell.text, width);
    case Column::Content::Text:
        break;
    }
    return shortened(cell.text, width);
}

} // namespace

Layout Layout::ofOutput(bool wide)
{
    return {wide, wide ? std::nullopt : Output::terminalWidth()};
}

QString shortened(const QString &text, qsizetype width)
{
    if (text.size() <= width)
        return text;
    return text.left(std::max<qsizetype>(width - 1, 0)) + Ellipsis;
}

QString shortenedPath(const QString &path, qsizetype width)
{
    if (path.size() <= width)
        return path;
    return Ellipsis + path.right(std::max<qsizetype>(width - 1, 0));
}

QString shortenedProcess(const QString &text, qsizetype width)
{
    const auto others = text.lastIndexOf(QStringLiteral(" +"));
    const auto end = others < 0 ? QString() : text.mid(others);
    return text.size() <= width || end.size() >= width ? shortened(text, width)
                                                       : shortened(text.chopped(end.size()), width - end.size()) + end;
}

template <typename Process>
QString processesCell(std::span<const Process> processes, const Layout &layout)
{
    QStringList texts;
    for (const auto &process : layout.wide ? processes : processes.first(std::min<std::size_t>(processes.size(), 1)))
        texts += QStringLiteral("%1 %2").arg(QString::number(process.pid), displayText(process.name)).trimmed();
    auto text = texts.join(QStringLiteral(", "));
    if (!layout.wide && processes.size() > 1)
        text += QStringLiteral(" +%1").arg(processes.size() - 1);
    return text;
}

template QString processesCell(std::span<const Lockscope::LockHolder>, const Layout &);
template QString processesCell(std::span<const Lockscope::LockWaiter>, const Layout &);

std::vector<qsizetype> fittingWidths(std::vector<qsizetype> natural, std::span<const Column> columns,
                                     const Layout &layout)
{
    if (!layout.width)
        return natural;
    const auto gaps = Gap * (static_cast<qsizetype>(columns.size()) - 1);
    auto excess = std::accumulate(natural.begin(), natural.end(), gaps) - *layout.width;
    for (; excess > 0; --excess) {
        qsizetype *widest = nullptr;
        for (std::size_t index = 0; index < columns.size(); ++index) {
            if (natural[index] > columns[index].least && (!widest || natural[index] > *widest))
                widest = &natural[index];
        }
        if (!widest)
            break;
        --*widest;
    }
    return natural;
}

QString tableLine(std::span<const Cell> cells, std::span<const Column> columns, std::span<const qsizetype> widths)
{
    QString line;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        const auto text = fitted(cells[index], columns[index], widths[index]);
        const bool isLast = index + 1 == cells.size();
        if (columns[index].alignedRight)
            line += text.rightJustified(widths[index]);
        else
            line += isLast ? text : text.leftJustified(widths[index]);
        if (!isLast)
            line += QString(Gap, u' ');
    }
    return line;
}

QStringList fittingTable(std::span<const Column> columns, std::span<const std::vector<Cell>> rows, const Layout &layout)
{
    std::vector<Cell> headings;
    std::vector<qsizetype> natural;
    for (const auto &column : columns) {
        headings.push_back({column.heading, {}});
        natural.push_back(column.heading.size());
    }
    for (const auto &row : rows) {
        for (std::size_t index = 0; index < row.size(); ++index)
            natural[index] = std::max(natural[index], row[index].text.size() + row[index].remark.size());
    }
    const auto widths = fittingWidths(std::move(natural), columns, layout);
    QStringList lines{tableLine(headings, columns, widths)};
    for (const auto &row : rows)
        lines += tableLine(row, columns, widths);
    return lines;
}

QString wrapped(const QString &text, qsizetype indent, const Layout &layout)
{
    constexpr qsizetype Narrowest = 20;
    if (!layout.width || *layout.width - indent < Narrowest)
        return text;
    QStringList lines;
    QString line;
    for (const auto &word : text.split(u' ')) {
        const bool isFull = !line.isEmpty() && line.size() + 1 + word.size() > *layout.width - indent;
        if (isFull)
            lines += std::exchange(line, QString());
        line += line.isEmpty() ? word : QStringLiteral(" ") + word;
    }
    return (lines << line).join(QStringLiteral("\n") + QString(indent, u' '));
}

} // namespace Ctl
