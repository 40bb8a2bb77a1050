// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QTemporaryDir>

#include <filesystem>

/// A tree in the place of /proc, to hand to ProcRoot.
class FakeProc
{
public:
    /// An empty tree.
    FakeProc() = default;
    /// The tree that tests/data/proc/NAME.tree describes: `== PATH` begins a file, `== PATH -> TARGET` is a link. In
    /// the lines of a file `\0`, `\xNN` and `\\` stand for bytes; a backslash at the end of a line takes the line break
    /// away.
    explicit FakeProc(const QByteArray &name);

    /// Writes a file below the tree, with its folders.
    void write(const std::filesystem::path &path, const QByteArray &bytes) const;
    void link(const std::filesystem::path &path, const QByteArray &target) const;
    /// The files of a process that every process has: stat, status, comm, cmdline, and its empty fdinfo.
    void addProcess(int pid, const QByteArray &name, char state = 'S') const;

    std::filesystem::path path() const { return std::filesystem::path(m_directory.path().toStdString()); }

private:
    QTemporaryDir m_directory;
};
