// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

#include <filesystem>

/// A directory tree that replaces /proc, for ProcRoot.
class FakeProc
{
public:
    /// An empty tree.
    FakeProc() = default;
    /// The tree described by tests/data/proc/NAME.tree: `== PATH` begins a file, `== PATH -> TARGET` is a link. In the
    /// lines of a file `\0`, `\xNN` and `\\` stand for bytes; a backslash at the end of a line removes the line break.
    explicit FakeProc(const QByteArray &name);

    /// Writes a file in the tree, and creates its directories.
    void write(const std::filesystem::path &path, const QByteArray &bytes) const;
    void link(const std::filesystem::path &path, const QByteArray &target) const;
    /// The files that every process has: stat, status, comm, cmdline, and an empty fdinfo.
    void addProcess(int pid, const QByteArray &name, char state = 'S') const;

    std::filesystem::path path() const { return std::filesystem::path(m_directory.path().toStdString()); }

private:
    QTemporaryDir m_directory;
};
