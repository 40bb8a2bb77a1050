// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope/firstwindow.h"

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

FirstWindow::FirstWindow(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) : folder)
{
    connect(&m_server, &QLocalServer::newConnection, this, &FirstWindow::read);
}

FirstWindow::~FirstWindow() = default;

bool FirstWindow::handOver(const Paths &paths)
{
    if (m_folder.isEmpty())
        return false;
    m_lock = std::make_unique<Lockscope::ZcSimpleLockFile>(
        std::filesystem::path((m_folder + QLatin1String("/lockscope.lock")).toLocal8Bit().toStdString()));
    if (m_lock->acquire(std::chrono::seconds(0))) {
        listen();
        return false;
    }
    return send(paths);
}

void FirstWindow::listen()
{
    // Only the process with the lock listens, so an existing socket is stale.
    QLocalServer::removeServer(socketIn(m_folder));
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(socketIn(m_folder));
}

bool FirstWindow::send(const Paths &paths) const
{
    QLocalSocket socket;
    socket.connectToServer(socketIn(m_folder));
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

void FirstWindow::read()
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
