// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/processview.h"
#include "ui/model/backgroundpool.h"

#include <lockscope/lockreport.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace Lockscope::Ui {

class LocksPage;
class LockTableModel;
struct WindowActions;

/// What the actions of a window do with the selected locks without changing anything: copy them, and filter by them.
/// Everything must outlive it.
class ReadCommands : public QObject
{
    Q_OBJECT

public:
    /// Where the reports come from.
    struct Origin
    {
        std::string host;
        std::string version;
        std::optional<WallTime> time = {}; ///< absent: now
    };

    ReadCommands(const WindowActions &actions, const LockTableModel &locks, LocksPage &page, Origin origin,
                 ProcessView::Reader processes);

    /// Enables the actions that apply to the selection.
    void showState();

private:
    using Trees = std::vector<std::optional<ProcessTree>>;

    void showSameHolder();
    void showCell();
    void copyPaths();
    void copyReports();
    void copyReportsAsJson();
    void copy(const std::vector<LockReport> &reports, const Trees &trees) const;

    const WindowActions &m_actions;
    const LockTableModel &m_locks;
    LocksPage &m_page;
    Origin m_origin;
    ProcessView::Reader m_processes;
    BackgroundPool m_pool{1};
};

} // namespace Lockscope::Ui
