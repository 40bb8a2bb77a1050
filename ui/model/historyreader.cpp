// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/historyreader.h"

#include "ui/text/agetext.h"

#include <utility>

namespace Lockscope::Ui {

namespace {

/// The newest. Others began before this many locks were acquired.
constexpr std::size_t MostIntervals = 20'000;

} // namespace

ReadHistory readerOf(std::shared_ptr<LockHistory> history)
{
    if (!history)
        return {};
    return [history = std::move(history)](const LockHistory::Filter &filter) {
        history->flush();
        return history->intervals(filter);
    };
}

HistoryReader::HistoryReader(QObject *parent)
    : QObject(parent)
{}

void HistoryReader::read()
{
    if (!m_history)
        return;
    m_pool.ask(
        *this,
        [read = m_history] {
            LockHistory::Filter filter;
            filter.since = wallTimeNow(); // all that have ended ended before
            filter.maxIntervals = MostIntervals;
            auto intervals = read(filter);
            // What cannot be read is reported by the details of a lock.
            return intervals ? std::move(*intervals) : std::vector<LockInterval>();
        },
        [this](const std::vector<LockInterval> &intervals) { Q_EMIT found(intervals); });
}

} // namespace Lockscope::Ui
