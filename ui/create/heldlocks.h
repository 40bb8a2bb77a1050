// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/lockkinds.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace Lockscope::Ui {

struct LockRow;

/// The locks that this window holds or waits for. The destructor releases them.
class HeldLocks : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Waiting,
        Held,
    };
    struct Entry
    {
        int id = 0;
        std::string kind;
        std::filesystem::path path; ///< of the lock itself
        State state = State::Waiting;
        WallTime since; ///< waiting or held
    };

    explicit HeldLocks(QObject *parent = nullptr);
    ~HeldLocks() override;

    /// Requests a lock and waits as long as the options allow. Returns its ID.
    int take(std::string_view kind, const std::filesystem::path &path, const KindOptions &options);
    /// Releases a held lock, or cancels the wait.
    void release(int id);
    void releaseAll();

    const std::vector<Entry> &entries() const { return m_entries; }
    bool isEmpty() const { return m_entries.empty(); }
    /// The lock of this report if this window holds it or waits for it; otherwise null.
    const Entry *entryOf(const LockRow &lock) const;

Q_SIGNALS:
    void changed();
    void acquired(int id, const std::filesystem::path &path);
    /// The lock could not be acquired; if the wait was cancelled, the text is empty.
    void refused(int id, const QString &text);
    /// A held lock was lost, or could not be removed.
    void lost(const QString &text);

private:
    void begin(AsyncLock &lock, int id, Timeout timeout);
    Entry *find(int id);
    void forget(int id);

    std::vector<Entry> m_entries;
    std::map<int, AsyncLock *> m_locks; ///< by ID; children of this object
    int m_lastId = 0;
};

/// `Holding 2 locks`; `Waiting for 1 lock` if it holds none.
QString heldLocksText(const HeldLocks &locks);

} // namespace Lockscope::Ui
