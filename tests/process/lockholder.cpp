// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "lockholder.h"

#include <QFile>
#include <QStandardPaths>

#include <csignal>

#include <sys/types.h>

namespace {

constexpr int LimitMs = 20000;

/// The distribution's Python: the first one in PATH may lack zc.lockfile.
const QString Python = QStringLiteral("/usr/bin/python3");

QString acquisitionScript(LockHolder::Kind kind)
{
    switch (kind) {
    case LockHolder::Kind::ZcLockFile:
        return QStringLiteral("import zc.lockfile\n"
                              "lock = zc.lockfile.LockFile(path)\n");
    case LockHolder::Kind::ZcSimple:
        return QStringLiteral("import zc.lockfile\n"
                              "lock = zc.lockfile.SimpleLockFile(path)\n");
    case LockHolder::Kind::FcntlLockf:
        return QStringLiteral("import fcntl\n"
                              "fd = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)\n"
                              "fcntl.lockf(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)\n");
    case LockHolder::Kind::Ofd:
        return QStringLiteral("import fcntl, struct\n"
                              "fd = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)\n"
                              "fcntl.fcntl(fd, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, 0, 0, 0, 0))\n");
    case LockHolder::Kind::InheritedFlock:
        return QStringLiteral("import fcntl, signal\n"
                              "fd = os.open(path, os.O_CREAT | os.O_WRONLY, 0o666)\n"
                              "fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)\n"
                              "child = os.fork()\n"
                              "if child > 0:\n"
                              "  print(child, flush=True)\n"
                              "  os._exit(0)\n"
                              "signal.alarm(100)\n"
                              "signal.pause()\n");
    case LockHolder::Kind::FlockCommand:
        break;
    }
    return {};
}

/// Runs the script until it exits; true if it succeeded.
bool succeeds(const QString &script, const QStringList &arguments)
{
    QProcess process;
    process.start(Python, QStringList{QStringLiteral("-c"), script} << arguments);
    return process.waitForFinished(LimitMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

const QString Prelude = QStringLiteral("import os, sys\npath = sys.argv[1]\n");

} // namespace

LockHolder::LockHolder(Kind kind, const QString &path)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (kind == Kind::FlockCommand) {
        m_process.start(QStringLiteral("flock"), {QStringLiteral("--no-fork"), path, QStringLiteral("/bin/sh"),
                                                  QStringLiteral("-c"), QStringLiteral("echo $$; exec cat")});
    } else {
        const QString script =
            Prelude + acquisitionScript(kind) + QStringLiteral("print(os.getpid(), flush=True)\nsys.stdin.read()\n");
        m_process.start(Python, {QStringLiteral("-c"), script, path});
    }
    while (!m_process.canReadLine() && m_process.waitForReadyRead(LimitMs)) {
    }
    m_pid = m_process.readLine().trimmed().toLongLong();
    if (kind == Kind::InheritedFlock)
        m_process.waitForFinished(LimitMs);
}

LockHolder::~LockHolder()
{
    if (m_pid > 0)
        kill();
    m_process.kill();
    m_process.waitForFinished(LimitMs);
}

QByteArray LockHolder::name() const
{
    QFile file(QStringLiteral("/proc/%1/comm").arg(m_pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

void LockHolder::kill()
{
    ::kill(static_cast<pid_t>(m_pid), SIGKILL);
    m_pid = 0;
    m_process.waitForFinished(LimitMs);
}

void LockHolder::finish()
{
    m_pid = 0;
    m_process.closeWriteChannel();
    m_process.waitForFinished(LimitMs);
}

QString LockHolder::missing(Kind kind)
{
    if (kind == Kind::FlockCommand)
        return QStandardPaths::findExecutable(QStringLiteral("flock")).isEmpty() ? QStringLiteral("flock(1)")
                                                                                 : QString();
    const bool needsZc = kind == Kind::ZcLockFile || kind == Kind::ZcSimple;
    const auto module = needsZc ? QStringLiteral("zc.lockfile") : QStringLiteral("fcntl");
    return succeeds(QStringLiteral("import ") + module, {}) ? QString()
                                                            : QStringLiteral("module %1 of %2").arg(module, Python);
}

bool LockHolder::canBeAcquired(Kind kind, const QString &path)
{
    const QString script = Prelude + QStringLiteral("try:\n  exec(sys.argv[2])\nexcept Exception: sys.exit(7)\n");
    return succeeds(script, {path, acquisitionScript(kind)});
}
