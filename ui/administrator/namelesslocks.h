// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/administrator/helperprogram.h"

#include <lockscope/lockreport.h>

#include <QObject>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;

/// The kernel locks whose files are unknown, because they belong to processes of other users. Passes the reports of a
/// watcher to the table; while the helper runs, a report without a path is replaced by what root sees on this inode.
class NamelessLocks : public QObject
{
    Q_OBJECT

public:
    explicit NamelessLocks(LockTableModel &locks, QObject *parent = nullptr);

    void update(const std::vector<LockReport> &reports);
    void remove(const std::vector<std::string> &keys);

    /// Asks for an administrator's password, and then for the files.
    void showFiles();
    /// The locks whose files this user cannot see, and root was not asked about.
    std::size_t count() const;
    bool isAsking() const { return m_helper.isRunning(); }

Q_SIGNALS:
    void changed();
    /// The files cannot be shown, or not any more; the sentence says why.
    void failed(const QString &reason);

private:
    struct Lock
    {
        LockReport report;          ///< as this user sees it
        std::set<std::string> rows; ///< the keys of the rows that stand for it; empty: its own
        bool isAnswered = false;    ///< by the helper, which may not know a path either
    };

    void showNamed(const InodeKey &inode, std::vector<LockReport> reports);
    void forget(const QString &reason);

    LockTableModel &m_locks;
    HelperProgram m_helper;
    std::map<std::string, Lock> m_nameless;    ///< by the key of the lock without a path
    std::map<std::string, std::string> m_rows; ///< the keys of all rows of these locks, with that key
};

} // namespace Lockscope::Ui
