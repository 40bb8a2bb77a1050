// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/kernellock.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Output for people that fits the terminal: long text is shortened, and the end of a path stays visible.
namespace Ctl {

/// The available width.
struct Layout
{
    bool wide = false;              ///< do not fold or shorten anything
    std::optional<qsizetype> width; ///< of the terminal; absent if standard output is not one, and nothing is shortened

    /// For standard output; `wide` is the option --wide.
    static Layout ofOutput(bool wide);
};

/// Cut at the end: `sleep.se…`.
QString shortened(const QString &text, qsizetype width);
/// Cut at the beginning: `…/app/job.lock`.
QString shortenedPath(const QString &path, qsizetype width);
/// Keeps the PID and the count: `30620 flo… +12`.
QString shortenedProcess(const QString &text, qsizetype width);

/// For a column: `30620 flock +12`; with all processes if the layout is wide; empty if
/// there are no processes.
template <typename Process>
QString processesCell(std::span<const Process> processes, const Layout &layout);

/// A column of a table.
struct Column
{
    enum class Content
    {
        Text,
        Process,
        Path,
    };
    QString heading;
    Content content = Content::Text;
    qsizetype least = 0; ///< minimum width
    bool alignedRight = false;
};

struct Cell
{
    QString text;
    QString remark; ///< follows the text as far as it fits
};

/// Column widths that fit the layout, with two spaces between columns: the widest columns shrink first. Without a
/// limit, the natural widths.
std::vector<qsizetype> fittingWidths(std::vector<qsizetype> natural, std::span<const Column> columns,
                                     const Layout &layout);

/// One line of a table.
QString tableLine(std::span<const Cell> cells, std::span<const Column> columns, std::span<const qsizetype> widths);

/// The whole table; the first line is the heading.
QStringList fittingTable(std::span<const Column> columns, std::span<const std::vector<Cell>> rows,
                         const Layout &layout);

/// Breaks the text between words, and indents all lines but the first.
QString wrapped(const QString &text, qsizetype indent, const Layout &layout);

} // namespace Ctl
