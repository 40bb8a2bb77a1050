// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>
#include <lockscope/processfacts.h>
#include <lockscope/time.h>

#include <QString>
#include <QStringList>

#include <optional>

namespace Lockscope::Ui {

/// Where and when a report was made, and what else a ticket needs.
struct ReportContext
{
    QString host;
    QString version; ///< of Lockscope
    WallTime time;
    std::optional<ProcessTree> tree; ///< of the process of the lock
    QStringList waiting;             ///< see waitingChain()
};

/// A lock as Markdown, for a ticket. All texts of other programs are in code spans, where nothing is interpreted.
QString reportMarkdown(const LockReport &report, const ReportContext &context);

} // namespace Lockscope::Ui
