// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

/// A foreign program that holds a lock: the Python originals, flock(1), raw system calls. It ends with this object, or
/// by itself when the test dies and its standard input closes.
class LockHolder
{
public:
    enum class Kind
    {
        ZcLockFile,     ///< zc.lockfile.LockFile
        ZcSimple,       ///< zc.lockfile.SimpleLockFile
        FcntlLockf,     ///< fcntl.lockf, as lock_file 2.0 takes it
        FlockCommand,   ///< flock(1)
        Ofd,            ///< F_OFD_SETLK
        InheritedFlock, ///< a flock whose creator has ended: its child still has it
    };

    LockHolder(Kind kind, const QString &path);
    ~LockHolder();
    LockHolder(const LockHolder &) = delete;
    LockHolder &operator=(const LockHolder &) = delete;

    /// True when it said that it holds the lock.
    bool isHolding() const { return m_pid > 0; }
    /// Of the process that has the lock.
    qint64 pid() const { return m_pid; }
    /// Its name as /proc tells it.
    QByteArray name() const;

    /// SIGKILL. Unless the lock is inherited, waits until the kernel has cleared up behind the process.
    void kill();
    /// Lets it end in its own way.
    void finish();

    /// What the kind needs and this machine lacks; empty where nothing is missing.
    static QString missing(Kind kind);
    /// Tries once to take the lock as a Python original does, and gives it up again.
    static bool canBeAcquired(Kind kind, const QString &path);

private:
    QProcess m_process;
    qint64 m_pid = 0;
};
