// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"
#include "ui/model/processlocks.h"

#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>

#include <QWidget>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QLabel;

namespace Lockscope::Ui {

class FactList;
class FactsTable;

/// The running process of a lock: its facts, its open descriptors of the lock, its ancestors and its children, and all
/// watched locks that it holds or waits for. Read while it is visible.
class ProcessView : public QWidget
{
    Q_OBJECT

public:
    /// ProcessTree::read, or a replacement for tests. Called outside the GUI thread.
    using Reader = std::function<std::optional<ProcessTree>(const ProcessFacts &, const std::optional<InodeKey> &)>;

    explicit ProcessView(QWidget *parent = nullptr);

    void setReader(Reader reader) { m_reader = std::move(reader); }
    /// Whether the reader knows which descriptors are open.
    void setShowsOpenFiles(bool shows) { m_showsOpenFiles = shows; }
    void setReport(const LockReport &report);
    /// The watched locks of a process.
    using Locks = std::function<std::vector<ProcessLock>(const std::string &host, std::int64_t pid)>;
    void setLocks(Locks locks) { m_locksOf = std::move(locks); }

Q_SIGNALS:
    /// Emits the key of a lock in the list.
    void lockChosen(const std::string &key);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Question
    {
        ProcessFacts process;
        std::optional<InodeKey> file;
        std::string host; ///< of another host, whose processes cannot be read here

        bool operator==(const Question &) const = default;
    };
    void read();
    void show(const std::optional<ProcessTree> &tree);
    void showLocks();

    std::optional<Question> m_question; ///< absent: no running process is known
    Reader m_reader = [](const ProcessFacts &process, const std::optional<InodeKey> &file) {
        return ProcessTree::read(process, file);
    };
    bool m_showsOpenFiles = true;
    bool m_isReading = false;
    BackgroundPool m_pool{1};
    FactList *m_facts;
    FactsTable *m_tree;
    Locks m_locksOf;
    std::vector<ProcessLock> m_shownLocks;
    FactsTable *m_locks;
};

} // namespace Lockscope::Ui
