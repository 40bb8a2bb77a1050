// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

/// Another program that holds a lock: a Python original, flock(1), or raw system calls. It exits with this object, or
/// when the test dies and its standard input is closed.
class LockHolder
{
public:
    enum class Kind
    {
        ZcLockFile,     ///< zc.lockfile.LockFile
        ZcSimple,       ///< zc.lockfile.SimpleLockFile
        FcntlLockf,     ///< fcntl.lockf, as lock_file 2.0 calls it
        FlockCommand,   ///< flock(1)
        Ofd,            ///< F_OFD_SETLK
        InheritedFlock, ///< a flock whose creator has exited: its child still holds it
    };

    LockHolder(Kind kind, const QString &path);
    ~LockHolder();
    LockHolder(const LockHolder &) = delete;
    LockHolder &operator=(const LockHolder &) = delete;

    /// True if it reported that it holds the lock.
    bool isHolding() const { return m_pid > 0; }
    /// Of the process that holds the lock.
    qint64 pid() const { return m_pid; }
    /// Its name in /proc.
    QByteArray name() const;

    /// SIGKILL. Unless the lock is inherited, waits until the kernel has released it.
    void kill();
    /// Lets it exit by itself.
    void finish();

    /// What the kind needs and this machine lacks; empty if nothing is missing.
    static QString missing(Kind kind);
    /// Tries once to acquire the lock as a Python original does, and releases it again.
    static bool canBeAcquired(Kind kind, const QString &path);

private:
    QProcess m_process;
    qint64 m_pid = 0;
};
