// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/failure.h>
#include <lockscope/lockkinds.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace Lockscope::Ui {

/// The locks that this window holds or waits for. They are given up with this object.
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
        WallTime since; ///< it waits or holds
    };

    explicit HeldLocks(QObject *parent = nullptr);
    ~HeldLocks() override;

    /// Asks for a lock and waits as long as the options say. Returns its id.
    int take(std::string_view kind, const std::filesystem::path &path, const KindOptions &options);
    /// Gives up what is held, ends what waits.
    void release(int id);
    void releaseAll();

    const std::vector<Entry> &entries() const { return m_entries; }
    bool isEmpty() const { return m_entries.empty(); }

Q_SIGNALS:
    void changed();
    void acquired(int id, const std::filesystem::path &path);
    /// It could not be had, or the wait was ended: then the text is empty.
    void refused(int id, const QString &text);
    /// Something went wrong with one that was held: it was taken away, or could not be removed.
    void lost(const QString &text);

private:
    void begin(AsyncLock &lock, int id, Timeout timeout);
    Entry *find(int id);
    void forget(int id);

    std::vector<Entry> m_entries;
    std::map<int, AsyncLock *> m_locks; ///< by id; children of this object
    int m_lastId = 0;
};

} // namespace Lockscope::Ui
