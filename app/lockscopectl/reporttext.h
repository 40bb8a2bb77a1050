// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "layout.h"

#include <lockscope/kernellock.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QString>
#include <QStringList>

#include <chrono>
#include <span>
#include <string>
#include <vector>

/// Output for people, not meant to be parsed. Untrusted text is escaped.
namespace Ctl {

class ReportText
{
public:
    explicit ReportText(bool colour, const Layout &layout = {})
        : m_colour(colour)
        , m_layout(layout)
    {}

    /// Everything known about one lock: the state and its sentence first, then the facts.
    QString details(const Lockscope::LockReport &report) const;
    /// The heading of row().
    QString rowHeading() const;
    /// One lock on one line. The columns have fixed widths, so that each line can be printed at once.
    QString row(const Lockscope::LockReport &report) const;
    /// One line: the time, the event, the path and the sentence of the verdict.
    QString event(const Lockscope::LockEvent &event) const;

private:
    QString painted(const QString &text, Lockscope::Verdict::State state) const;
    QString stateWord(Lockscope::Verdict::State state) const;

    bool m_colour;
    Layout m_layout;
};

/// The sentence of the verdict without the state at its beginning, for a place that shows the state already: `Held:
/// process 1` becomes `Process 1`, `Probably held: process 1` becomes `Probably: process 1`.
QString sentenceBesideState(const Lockscope::Verdict &verdict);

/// Lines of equal columns; the first row is the heading.
QStringList alignedTable(const std::vector<QStringList> &rows);

/// `process 1234 (python3), process 1235`; empty if there are no holders.
QString processesText(std::span<const Lockscope::LockHolder> holders);

/// `write flock`, `read POSIX lock on bytes 0-99`.
QString lockText(const Lockscope::KernelLock &lock);
/// `all`, `0-99`, `7`.
QString rangeText(const Lockscope::KernelLock &lock);
/// ` (CKPT: checkpoints the log into the database)`, for use after a range; empty if the range has no special meaning.
QString meaningText(const std::string &meaning);
/// `2 h 5 min`: the two largest units.
QString ageText(std::chrono::duration<double> age);

} // namespace Ctl
