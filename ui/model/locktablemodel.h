// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockcategory.h"
#include "ui/model/lockrow.h"
#include "ui/model/locktable.h"

#include <lockscope/lockreport.h>

#include <QAbstractTableModel>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace Lockscope::Ui {

/// The locks as a table, in no particular order: LockFilterModel orders them.
///
/// A row is a lock, identified by LockReport::key(). New reports are merged into the existing rows; the model is never
/// reset, so selections and scroll positions survive. Each row has a slot, a number that does not change while the row
/// exists, even if the row moves.
class LockTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit LockTableModel(QObject *parent = nullptr);
    ~LockTableModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    int slotAt(int row) const { return m_slotOfRow[static_cast<std::size_t>(row)]; }
    int rowOfSlot(int slot) const { return m_rowOfSlot[static_cast<std::size_t>(slot)]; }
    /// Greater than every slot in use.
    int slotLimit() const { return static_cast<int>(m_locks.size()); }
    const LockRow &lockInSlot(int slot) const { return *m_locks[static_cast<std::size_t>(slot)]; }

    const LockRow &lockAt(int row) const { return lockInSlot(slotAt(row)); }
    LockReport reportAt(int row) const { return lockAt(row).report(); }
    /// The row of the lock with this key; -1 if no lock has it.
    int rowOf(const std::string &key) const;
    const LockCounts &counts() const { return m_counts; }
    /// The number of processes that wait for a lock.
    std::size_t waitingProcesses() const { return m_waitsOfProcess.size(); }

    /// The time that ages are calculated for. Emits no signal: all ages change every second, but few of them are
    /// visible.
    void setNow(WallTime now) { m_now = now; }
    WallTime now() const { return m_now; }

    /// Merges reports that were made at this time.
    void updateAt(const std::vector<LockReport> &reports, WallTime now);

    /// What a history knows: some locks have been held longer than this window watches them.
    void addRecorded(const std::vector<LockInterval> &intervals);

    /// The locks that a notification waits for: they have a bell.
    void setAwaited(std::set<std::string> keys);

public Q_SLOTS:
    void update(const std::vector<Lockscope::LockReport> &reports);
    void remove(const std::vector<std::string> &keys);
    void clear();

Q_SIGNALS:
    /// After an update: the slots of new and changed rows, each once.
    void merged(const std::vector<int> &slotsOfRows);
    void countsChanged();

private:
    void count(const LockRow &lock, bool isAdded);
    bool replace(LockRow &lock, const LockReport &report);
    int slotOf(const std::string &key) const;
    int takeSlot(const LockReport &report);
    void appendRows(const std::vector<int> &fresh);
    void announce(std::vector<int> changedRows);
    void removeRows(std::vector<int> doomed);
    void removeRange(int first, int last);
    void moveToEnd(const std::vector<int> &doomed);

    std::vector<std::unique_ptr<LockRow>> m_locks; ///< by slot; null if the slot is free
    std::vector<int> m_freeSlots;
    std::vector<int> m_slotOfRow;
    std::vector<int> m_rowOfSlot;
    /// By the hash of the key only: the key is in the row, and a copy would double the size of this table.
    std::unordered_multimap<std::size_t, int> m_slotsOfHash;
    LockCounts m_counts;
    std::map<ProcessRef, int> m_waitsOfProcess;
    WallTime m_now;
    std::set<std::string> m_awaited;
};

} // namespace Lockscope::Ui
