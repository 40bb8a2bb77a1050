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

/// Human output that fits a terminal: what is too long is shortened, and the end of a path is always in sight.
namespace Ctl {

/// How much room there is.
struct Layout
{
    bool wide = false;              ///< nothing is folded or shortened
    std::optional<qsizetype> width; ///< of the terminal; absent if standard output is none: paths are printed whole

    /// Of standard output, as the option --wide asks.
    static Layout ofOutput(bool wide);
};

/// Cut at the end: `sleep.se…`.
QString shortened(const QString &text, qsizetype width);
/// Cut at the beginning: `…/app/job.lock`.
QString shortenedPath(const QString &path, qsizetype width);
/// `30620 flo… +12`: the PID and the count stay.
QString shortenedProcess(const QString &text, qsizetype width);

/// For a column: `30620 flock +12`; all of them if wide; empty if there is none.
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
    qsizetype least = 0; ///< it gets no narrower than that
    bool alignedRight = false;
};

struct Cell
{
    QString text;
    QString remark; ///< follows the text as far as there is room
};

/// Widths in a line of this width with two spaces between columns: the widest columns give way first. The natural
/// widths if there is no limit.
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
