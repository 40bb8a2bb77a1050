// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope/singleinstance.h"

#include <QLocalSocket>
#include <QStandardPaths>

#include <chrono>

namespace {

constexpr int PatienceInMilliseconds = 2000;
/// More than any command line contains. A longer message is not read further.
constexpr qint64 MostBytes = 4 * 1024 * 1024;

QString socketIn(const QString &folder)
{
    return folder + QLatin1String("/lockscope.socket");
}

} // namespace

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_directory(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) : folder)
{
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::read);
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::sendToPrimary(const Paths &paths)
{
    if (m_directory.isEmpty())
        return false;
    m_lock = std::make_unique<Lockscope::ZcSimpleLockFile>(
        std::filesystem::path((m_directory + QLatin1String("/lockscope.lock")).toLocal8Bit().toStdString()));
    if (m_lock->acquire(std::chrono::seconds(0))) {
        listen();
        return false;
    }
    return send(paths);
}

void SingleInstance::listen()
{
    // Only the process with the lock listens, so an existing socket is stale.
    QLocalServer::removeServer(socketIn(m_directory));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(socketIn(m_directory));
}

bool SingleInstance::send(const Paths &paths) const
{
    QLocalSocket socket;
    socket.connectToServer(socketIn(m_directory));
    if (!socket.waitForConnected(PatienceInMilliseconds))
        return false;
    // Each path ends with a NUL byte.
    for (const auto &path : paths) {
        std::error_code error;
        auto absolute = std::filesystem::absolute(path, error);
        socket.write(QByteArray::fromStdString(error ? path.native() : absolute.native()) + '\0');
    }
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(PatienceInMilliseconds))
            return false;
    }
    socket.disconnectFromServer();
    return true;
}

void SingleInstance::read()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(MostBytes);
        const auto finish = [this, socket] {
            Paths paths;
            const auto parts = socket->read(MostBytes).split('\0');
            for (const auto &part : parts) {
                if (part.startsWith('/'))
                    paths.emplace_back(part.toStdString());
            }
            socket->deleteLater();
            Q_EMIT asked(paths);
        };
        if (socket->state() == QLocalSocket::UnconnectedState)
            finish();
        else
            connect(socket, &QLocalSocket::disconnected, this, finish);
    }
}
