// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/sources.h"

#include <QObject>

#include <filesystem>
#include <string>
#include <vector>

namespace Lockscope::Ui {

class LockTableModel;

/// Watches the paths that the user asked for, and reports when each can be shown: from the command line, from a second
/// start, dropped, pasted or chosen in a dialog.
class Revealer : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    Revealer(const LockTableModel &locks, Sources &sources, QObject *parent = nullptr);

    /// Replaces the previous request.
    void reveal(const Paths &paths);
    /// The same, and watches nothing else.
    void revealOnly(const Paths &paths);

Q_SIGNALS:
    /// The lock at a path; the others of the request follow.
    void lockFound(const std::string &key, bool isFirst);
    /// The only path is a directory: show what is in it.
    void directoryNamed(const std::filesystem::path &path);
    void absent(const std::filesystem::path &path);

private:
    void expect(const std::vector<NamedPath> &named);
    void lookIn(const std::vector<int> &slotsOfRows);

    const LockTableModel &m_locks;
    Sources &m_sources;
    Paths m_wanted; ///< no lock is known there yet
    bool m_isFirst = true;
};

} // namespace Lockscope::Ui
