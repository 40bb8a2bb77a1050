// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/administrator/namelesslocks.h"

#include "ui/model/locktablemodel.h"

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

bool isNameless(const LockReport &report)
{
    return report.path.empty() && report.inode;
}

} // namespace

NamelessLocks::NamelessLocks(LockTableModel &locks, QObject *parent)
    : QObject(parent)
    , m_locks(locks)
{
    connect(&m_helper, &HelperProgram::answered, this, &NamelessLocks::showNamed);
    connect(&m_helper, &HelperProgram::ended, this, &NamelessLocks::forget);
}

void NamelessLocks::update(const std::vector<LockReport> &reports)
{
    // Most updates contain no such lock, and need no copy.
    if (m_rows.empty() && std::ranges::none_of(reports, isNameless)) {
        m_locks.update(reports);
        return;
    }
    std::vector<LockReport> shown;
    for (const auto &report : reports) {
        const auto key = report.key();
        if (!isNameless(report)) {
            // The watcher reports the row itself now.
            if (const auto row = m_rows.find(key); row != m_rows.end()) {
                m_nameless[row->second].rows.erase(key);
                m_rows.erase(row);
            }
            shown.push_back(report);
            continue;
        }
        auto &lock = m_nameless[key];
        lock.report = report;
        if (m_helper.isRunning())
            m_helper.ask(*report.inode);
        if (lock.rows.empty())
            shown.push_back(report);
    }
    m_locks.update(shown);
    Q_EMIT changed();
}

void NamelessLocks::remove(const std::vector<std::string> &keys)
{
    std::vector<std::string> removed;
    for (const auto &key : keys) {
        removed.push_back(key);
        const auto lock = m_nameless.find(key);
        if (lock == m_nameless.end())
            continue;
        for (const auto &row : lock->second.rows) {
            removed.push_back(row);
            m_rows.erase(row);
        }
        m_nameless.erase(lock);
    }
    m_locks.remove(removed);
    Q_EMIT changed();
}

void NamelessLocks::showFiles()
{
    m_helper.start();
    for (const auto &[key, lock] : m_nameless)
        m_helper.ask(*lock.report.inode);
    Q_EMIT changed();
}

std::size_t NamelessLocks::count() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_nameless, [](const auto &entry) { return !entry.second.isAnswered; }));
}

void NamelessLocks::showNamed(const InodeKey &inode, std::vector<LockReport> reports)
{
    const auto key = LockReport::keyOf(inode);
    const auto found = m_nameless.find(key);
    if (found == m_nameless.end())
        return; // released in the meantime
    auto &lock = found->second;
    lock.isAnswered = true;
    std::erase_if(reports, [](const LockReport &report) { return report.path.empty(); });
    const auto before = std::exchange(lock.rows, {});
    for (auto &report : reports) {
        report.inode = inode; // the answer contains none
        const auto row = report.key();
        // A row that the watcher reports is updated, but stays when this lock is released.
        if (before.contains(row) || m_locks.rowOf(row) < 0) {
            lock.rows.insert(row);
            m_rows[row] = key;
        }
    }
    std::vector<std::string> removed;
    for (const auto &row : before) {
        if (!lock.rows.contains(row)) {
            removed.push_back(row);
            m_rows.erase(row);
        }
    }
    if (reports.empty())
        reports.push_back(lock.report);
    else
        removed.push_back(key);
    m_locks.update(reports);
    m_locks.remove(removed);
    Q_EMIT changed();
}

/// The rows show again what this user sees: nobody would notice that a lock is released whose file only root can see.
void NamelessLocks::forget(const QString &reason)
{
    std::vector<std::string> removed;
    std::vector<LockReport> shown;
    for (auto &[key, lock] : m_nameless) {
        removed.insert(removed.end(), lock.rows.begin(), lock.rows.end());
        if (!lock.rows.empty())
            shown.push_back(lock.report);
        lock.rows.clear();
        lock.isAnswered = false;
    }
    m_rows.clear();
    m_locks.update(shown);
    m_locks.remove(removed);
    Q_EMIT changed();
    Q_EMIT failed(reason);
}

} // namespace Lockscope::Ui
