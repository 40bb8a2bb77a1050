// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/backgroundpool.h"

#include <lockscope/lockreport.h>
#include <lockscope/processtree.h>

#include <QWidget>

#include <functional>
#include <optional>
#include <utility>

class QLabel;

namespace Lockscope::Ui {

class FactList;
class FactsTable;

/// The running process of a lock: its facts, its open descriptors of the lock, its ancestors and its children. Read
/// while it is visible.
class ProcessView : public QWidget
{
    Q_OBJECT

public:
    /// ProcessTree::read, or a replacement for tests. Called outside the GUI thread.
    using Reader = std::function<std::optional<ProcessTree>(const ProcessFacts &, const std::optional<InodeKey> &)>;

    explicit ProcessView(QWidget *parent = nullptr);

    void setReader(Reader reader) { m_reader = std::move(reader); }
    void setReport(const LockReport &report);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Question
    {
        ProcessFacts process;
        std::optional<InodeKey> file;

        bool operator==(const Question &) const = default;
    };
    void read();
    void show(const std::optional<ProcessTree> &tree);

    std::optional<Question> m_question; ///< absent: no running process is known
    Reader m_reader = [](const ProcessFacts &process, const std::optional<InodeKey> &file) {
        return ProcessTree::read(process, file);
    };
    bool m_isReading = false;
    BackgroundPool m_pool{1};
    FactList *m_facts;
    FactsTable *m_tree;
};

} // namespace Lockscope::Ui
