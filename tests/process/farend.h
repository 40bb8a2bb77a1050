// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/locktest.h"
#include "support/loopbacksshd.h"

#include <QByteArray>

#include <filesystem>

/// Another host for lockscopectl: a separate list of hosts, and a replacement for ssh that records its arguments.
/// Changes the environment of the test; create a new object for each test.
class FarEnd
{
public:
    FarEnd();
    ~FarEnd();
    FarEnd(const FarEnd &) = delete;
    FarEnd &operator=(const FarEnd &) = delete;

    const TestDirectory &directory() const { return m_directory; }
    /// What the replacement for ssh does, in sh; "$LOCKSCOPECTL" is the program.
    void setScript(const QByteArray &script) const;
    /// Has the real ssh connect to this server. Returns the file that logins there find as lockscopectl.
    std::filesystem::path connectTo(const LoopbackSshd &server) const;
    /// The lines of the list of hosts. Initially it contains alpha, at admin@alpha.example.org.
    void setHosts(const QByteArray &lines) const;
    /// The arguments of each call of ssh; empty if it was not called.
    QByteArrayList calls() const;

    /// The machine ID of alpha.
    static const QByteArray MachineId;
    /// The initial script: an honest far end, which is this machine with that ID. `options` are passed to `lockscopectl
    /// answer`.
    static QByteArray honest(const QByteArray &options = {});
    /// The greeting of a far end; the rest of the script can send anything.
    static QByteArray greeting();

private:
    TestDirectory m_directory;
    QByteArray m_path;
};
