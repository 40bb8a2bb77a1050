// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/loopbacksshd.h"

#include "support/locktest.h"

#include <QElapsedTimer>
#include <QStandardPaths>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr int StartLimitMs = 30000;

/// An unused loopback port.
int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool isBound = ::bind(probe, reinterpret_cast<const sockaddr *>(&address), size) == 0 &&
                         ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size) == 0;
    ::close(probe);
    return isBound ? ntohs(address.sin_port) : 0;
}

bool succeeds(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    return process.waitForFinished(StartLimitMs) && process.exitCode() == 0;
}

bool makeKey(const std::filesystem::path &path)
{
    return succeeds(QStringLiteral("ssh-keygen"),
                    {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"), QStringLiteral("-N"),
                     QString(), QStringLiteral("-f"), QString::fromStdString(path.native())});
}

} // namespace

LoopbackSshd::LoopbackSshd(const std::filesystem::path &directory)
    : m_directory(directory)
    , m_missing(start())
{}

LoopbackSshd::~LoopbackSshd()
{
    m_sshd.kill();
    m_sshd.waitForFinished();
}

QString LoopbackSshd::start()
{
    const auto program = QStandardPaths::findExecutable(
        QStringLiteral("sshd"), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/local/sbin")});
    if (program.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("ssh")).isEmpty())
        return QStringLiteral("ssh and sshd (Debian: openssh-client, openssh-server)");
    std::filesystem::create_directories(m_directory);
    if (!makeKey(m_directory / "host") || !makeKey(m_directory / "user"))
        return QStringLiteral("ssh-keygen");
    // As root, sshd separates privileges, which requires this directory.
    if (::geteuid() == 0)
        ::mkdir("/run/sshd", 0755);
    const auto port = QByteArray::number(freePort());
    const auto at = [this](const char *name) { return QByteArray::fromStdString((m_directory / name).native()); };
    const auto *const user = ::getpwuid(::geteuid());
    makeFile(m_directory / "sshd_config", "ListenAddress 127.0.0.1\nPort " + port + "\nHostKey " + at("host") +
                                              "\nAuthorizedKeysFile " + at("user.pub") +
                                              "\nPermitRootLogin yes\nStrictModes no\nPasswordAuthentication no\n"
                                              "UsePAM no\nPidFile none\nSubsystem sftp internal-sftp\n"
                                              "SetEnv PATH=" +
                                              at("bin") + ":/usr/bin:/bin\n");
    makeFile(m_directory / "ssh_config", "Host alpha\n  HostName 127.0.0.1\n  Port " + port + "\n  User " +
                                             QByteArray(user ? user->pw_name : "root") + "\n  IdentityFile " +
                                             at("user") +
                                             "\n  IdentitiesOnly yes\n  StrictHostKeyChecking no\n"
                                             "  UserKnownHostsFile /dev/null\n  LogLevel ERROR\n");
    m_sshd.start(program, {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                           QString::fromStdString((m_directory / "sshd_config").native())});
    m_sshd.setReadChannel(QProcess::StandardError);
    QByteArray log;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < StartLimitMs && m_sshd.state() != QProcess::NotRunning) {
        m_sshd.waitForReadyRead(1000);
        log += m_sshd.readAllStandardError();
        if (log.contains("Server listening on"))
            return {};
    }
    return QStringLiteral("an sshd that runs: ") + QString::fromUtf8(log.trimmed());
}
