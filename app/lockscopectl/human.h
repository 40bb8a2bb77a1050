// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "layout.h"

#include <lockscope/kernellock.h>
#include <lockscope/lockevent.h>
#include <lockscope/lockhistory.h>
#include <lockscope/lockreport.h>

#include <QString>
#include <QStringList>

#include <chrono>
#include <span>
#include <string>
#include <vector>

/// What people read. Text of unknown origin is escaped; nothing here is meant to be parsed.
namespace Ctl {

class HumanText
{
public:
    explicit HumanText(bool colour, const Layout &layout = {})
        : m_colour(colour)
        , m_layout(layout)
    {}

    /// All that is known of one lock: the sentence first, then the facts.
    QString details(const Lockscope::LockReport &report) const;
    /// The heading of row().
    QString rowHeading() const;
    /// One lock on one line, in columns of fixed width, so that lines can be printed as they come.
    QString row(const Lockscope::LockReport &report) const;
    /// When, what, which lock, and what is to be thought of it now; on one line.
    QString event(const Lockscope::LockEvent &event) const;

private:
    QString painted(const QString &text, Lockscope::Verdict::State state) const;
    QString verdictWord(Lockscope::Verdict::State state) const;

    bool m_colour;
    Layout m_layout;
};

/// Lines of equal columns; the first row is the heading.
QStringList alignedTable(const std::vector<QStringList> &rows);

/// `process 1234 (python3), process 1235`; empty where there is none.
QString processesText(std::span<const Lockscope::LockHolder> holders);

/// `all`, `0-99`, `7`.
QString rangeText(const Lockscope::KernelLock &lock);
/// ` (CKPT: moves the log into the database)`, to stand behind a range; empty where it means nothing beyond itself.
QString meaningText(const std::string &meaning);
/// `2 h 5 min`: the two largest units.
QString ageText(std::chrono::duration<double> age);

} // namespace Ctl
