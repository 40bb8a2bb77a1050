// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/glyph.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;

/// A watched lock that a process holds or waits for.
struct ProcessLock
{
    std::string key;
    QString name; ///< safe to show
    QString use;  ///< `holds it`, `waits for it`, `is recorded in it`
    QString folder;
    Glyph glyph = Glyph::Unknown;

    bool operator==(const ProcessLock &) const = default;
};

/// By name, those that it waits for first. The host of the process is empty for this one.
std::vector<ProcessLock> processLocks(const LockTableModel &locks, const std::string &host, std::int64_t pid);

} // namespace Lockscope::Ui
