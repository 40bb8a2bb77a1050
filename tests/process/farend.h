// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/locktest.h"

#include <QByteArray>

/// Another host for lockscopectl: a list of hosts of its own, and a program in the place of ssh that records how it is
/// called. Changes the environment of the test; begin a test with a new object.
class FarEnd
{
public:
    FarEnd();
    ~FarEnd();
    FarEnd(const FarEnd &) = delete;
    FarEnd &operator=(const FarEnd &) = delete;

    const TestDirectory &directory() const { return m_directory; }
    /// What the program in the place of ssh does, in sh, in which "$LOCKSCOPECTL" is the program.
    void setScript(const QByteArray &script) const;
    /// The lines of the list of hosts. Initially it has alpha, at admin@alpha.example.org.
    void setHosts(const QByteArray &lines) const;
    /// The arguments of each call of ssh; empty if it was not called.
    QByteArrayList calls() const;

    /// The machine ID of alpha.
    static const QByteArray MachineId;
    /// What a far end does that is honest: this machine, with that ID. `options` are for `lockscopectl answer`. This is
    /// the initial script.
    static QByteArray honest(const QByteArray &options = {});
    /// The greeting of a far end, after which a script can lie.
    static QByteArray greeting();

private:
    TestDirectory m_directory;
    QByteArray m_path;
};
