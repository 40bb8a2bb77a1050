// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "scanlist.h"

#include <lockscope/json.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace Ctl {

using Lockscope::jsonText;
using Lockscope::LockReport;
using State = Lockscope::Verdict::State;

namespace {

/// States that need attention come first.
constexpr std::array StateOrder{State::Stale, State::Held, State::Unknown, State::Free, State::Absent};

auto rankOf(State state)
{
    return std::ranges::find(StateOrder, state) - StateOrder.begin();
}

bool comesBefore(SortKey key, const LockReport &left, const LockReport &right)
{
    const auto byPath = [](const LockReport &report) { return std::tie(report.path.native(), report.row.native()); };
    switch (key) {
    case SortKey::Age:
        // The oldest first; reports without an age last.
        if (left.age != right.age)
            return left.age > right.age;
        break;
    case SortKey::State:
        if (left.verdict.state != right.verdict.state)
            return rankOf(left.verdict.state) < rankOf(right.verdict.state);
        break;
    case SortKey::Path:
    case SortKey::None:
        break;
    }
    return byPath(left) < byPath(right);
}

} // namespace

ScanList::ScanList(const Arguments &arguments, Output &output)
    : m_arguments(arguments)
    , m_output(output)
    , m_human(Output::wantsColour(), Layout::ofOutput(arguments.wide))
{}

bool ScanList::shows(const LockReport &report) const
{
    const auto &states = m_arguments.states;
    if (!states.empty() && std::ranges::find(states, report.verdict.state) == states.end())
        return false;
    const auto &wanted = m_arguments.formats;
    if (wanted.empty() || std::ranges::find(wanted, report.format) != wanted.end())
        return true;
    // A format that cannot be distinguished from the first one.
    return !report.formats.empty() && std::ranges::any_of(report.formats, [&](const auto &match) {
        return match.confidence == report.formats.front().confidence &&
               std::ranges::find(wanted, match.id) != wanted.end();
    });
}

bool ScanList::add(std::vector<LockReport> reports)
{
    m_total += reports.size();
    std::erase_if(reports, [this](const LockReport &report) { return !shows(report); });
    if (m_arguments.sort == SortKey::None)
        return print(reports);
    std::ranges::move(reports, std::back_inserter(m_kept));
    return true;
}

void ScanList::finish()
{
    std::ranges::stable_sort(m_kept, [this](const LockReport &left, const LockReport &right) {
        return comesBefore(m_arguments.sort, left, right);
    });
    if (print(std::exchange(m_kept, {})) && isForPeople() && m_shown > 0)
        m_output.line(summary());
}

/// Writes the batch at once.
bool ScanList::print(const std::vector<LockReport> &reports)
{
    std::string text;
    if (isForPeople() && m_shown == 0 && !reports.empty())
        text += m_human.rowHeading().toStdString() + '\n';
    for (const auto &report : reports) {
        append(text, report);
        ++m_counts[report.verdict.state];
        ++m_shown;
    }
    return m_output.lines(text);
}

void ScanList::append(std::string &text, const LockReport &report)
{
    if (m_arguments.json) {
        appendJson(text, report);
        text += '\n';
    } else if (!m_arguments.nullSeparated) {
        text += m_human.row(report).toStdString() + '\n';
    } else if (m_lastPath != report.path) {
        m_lastPath = report.path;
        text += report.path.native() + '\0';
    }
}

QString ScanList::summary() const
{
    QStringList parts;
    for (const auto state : StateOrder) {
        const auto found = m_counts.find(state);
        if (found != m_counts.end())
            parts += QStringLiteral("%1 %2").arg(QString::number(found->second), jsonText(toWord(state)));
    }
    auto text = QStringLiteral("%1 %2: %3")
                    .arg(QString::number(m_shown), m_shown == 1 ? QStringLiteral("lock") : QStringLiteral("locks"),
                         parts.join(QStringLiteral(", ")));
    if (m_shown < m_total)
        text += QStringLiteral(" (%1 not shown)").arg(m_total - m_shown);
    return text;
}

} // namespace Ctl
