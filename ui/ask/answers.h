// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/ask/question.h"

#include <lockscope/fileusers.h>

#include <QString>

#include <cstdint>
#include <vector>

namespace Lockscope::Ui {

/// A process that uses the file that a question names.
struct UsingProcess
{
    std::int64_t pid = 0;
    QString name;    ///< safe to show
    QString use;     ///< how it uses the file
    QString command; ///< for the tooltip
};

/// What this host says about a question, apart from the locks that are watched.
struct HostAnswer
{
    std::vector<UsingProcess> processes;
    QString sentence; ///< the answer, or why there is none; empty if the question is neither a path nor a PID
};

/// Accesses the file system and /proc: do not call it in the GUI thread.
HostAnswer askHost(const Question &question);

/// `open for writing, descriptor 3; holds a lock on it`
QString usesText(const FileUser &user);

} // namespace Lockscope::Ui
