// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcdlocalserver.h"

#include "app/inheriteddescriptors.h"
#include "output.h"

#include <lockscope/fcntllockfile.h>

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QThread>

#include <chrono>

#include <fcntl.h>

namespace Ctl {

using Lockscope::Failure;
using Lockscope::LockErrc;
using Lockscope::Result;
using namespace std::chrono_literals;

namespace {

constexpr quint16 ClientPort = 2379;
constexpr std::chrono::milliseconds StartTime = 30s;

bool answers()
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), ClientPort);
    return socket.waitForConnected(1000);
}

QString stateDirectory()
{
    const auto state = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(state) ? state : QDir::homePath() + QStringLiteral("/.local/state")) +
           QStringLiteral("/lockscope/etcd");
}

/// Without the descriptors that only the command is to inherit: the server would keep a lock that a script holds by one
/// of them.
bool startWithoutDescriptors(QProcess &process, qint64 &pid)
{
    const auto inherited = App::inheritedDescriptors();
    for (const int fd : inherited)
        ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    const bool isStarted = process.startDetached(&pid);
    for (const int fd : inherited)
        ::fcntl(fd, F_SETFD, 0);
    return isStarted;
}

Failure failed(const QString &directory, const char *reason)
{
    return Failure::of(LockErrc::LockFailed, directory.toStdString(), std::string(reason));
}

} // namespace

Result<void> startLocalEtcd()
{
    if (answers())
        return {};
    const auto directory = stateDirectory();
    const auto program = QStandardPaths::findExecutable(QStringLiteral("etcd"));
    if (program.isEmpty())
        return failed(directory, "the program etcd was not found (Debian: etcd-server)");
    if (!QDir().mkpath(directory) ||
        !QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return failed(directory, "the directory cannot be created");
    // Two programs that start at the same time start one server.
    Lockscope::FcntlLockFile starting(QString(directory + QStringLiteral("/start.lock")));
    if (auto locked = starting.acquire(StartTime); !locked)
        return locked;
    if (answers())
        return {};
    const auto url = QStringLiteral("http://127.0.0.1:%1").arg(ClientPort);
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("--data-dir"), directory + QStringLiteral("/data"),
                          QStringLiteral("--listen-client-urls"), url, QStringLiteral("--advertise-client-urls"), url,
                          QStringLiteral("--listen-peer-urls"), QStringLiteral("http://127.0.0.1:2380"),
                          QStringLiteral("--logger"), QStringLiteral("zap"), QStringLiteral("--log-level"),
                          QStringLiteral("warn")});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(directory + QStringLiteral("/log"), QIODevice::Append);
    process.setStandardErrorFile(directory + QStringLiteral("/log"), QIODevice::Append);
    qint64 pid = 0;
    if (!startWithoutDescriptors(process, pid))
        return failed(directory, "etcd cannot be started");
    const QDeadlineTimer deadline(StartTime);
    while (!answers()) {
        if (deadline.hasExpired())
            return failed(directory, "etcd does not answer; see the file log");
        QThread::msleep(50);
    }
    printError(
        QStringLiteral("started etcd on 127.0.0.1:%1 for this host alone, without encryption; end it with 'kill %2'")
            .arg(ClientPort)
            .arg(pid));
    return {};
}

} // namespace Ctl
