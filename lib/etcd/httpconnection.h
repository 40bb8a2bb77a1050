// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/etcd.h>

#include <QAbstractSocket>
#include <QByteArray>
#include <QDeadlineTimer>
#include <QString>

#include <memory>
#include <optional>

namespace Lockscope {

/// One connection to one endpoint, for requests one after another. Blocks, needs no event loop, and is used by one
/// thread. After an error it is closed.
class HttpConnection
{
public:
    /// Waits end when this descriptor becomes readable; -1: never.
    explicit HttpConnection(const EtcdSettings &settings, int stopFd = -1);
    ~HttpConnection();

    struct Response
    {
        int status = 0;
        QByteArray body;
    };
    /// Opens the connection if it is not open.
    bool open(const std::string &endpoint, const QDeadlineTimer &deadline);
    bool isOpen() const;
    void close();

    std::optional<Response> post(const QByteArray &path, const QByteArray &body, const QByteArray &authorization,
                                 const QDeadlineTimer &deadline);

    /// Sends a request whose response never ends, and reads its head. False on an error, or if the status is not 200.
    bool postStream(const QByteArray &path, const QByteArray &body, const QByteArray &authorization,
                    const QDeadlineTimer &deadline);
    /// To be waited for; data that was received already is not reported by it.
    int fd() const;
    /// The lines of the stream that have arrived; never waits. Absent if the stream has ended.
    std::optional<QByteArrayList> streamLines();

    const QString &errorText() const { return m_error; }

private:
    struct Head
    {
        int status = 0;
        bool isChunked = false;
        bool closes = false;
        qsizetype length = 0;
    };
    bool send(const QByteArray &path, const QByteArray &body, const QByteArray &authorization,
              const QDeadlineTimer &deadline);
    std::optional<Head> readHead(const QDeadlineTimer &deadline);
    std::optional<QByteArray> readChunks(const QDeadlineTimer &deadline);
    /// Without its line break.
    std::optional<QByteArray> readLine(const QDeadlineTimer &deadline);
    std::optional<QByteArray> readBytes(qsizetype size, const QDeadlineTimer &deadline);
    /// False at the end of the connection, when the deadline has passed, or when it is stopped.
    bool receive(const QDeadlineTimer &deadline);
    bool waitFor(short events, const QDeadlineTimer &deadline);
    bool fail(const QString &error);

    const EtcdSettings &m_settings;
    int m_stopFd;
    std::unique_ptr<QAbstractSocket> m_socket;
    QByteArray m_host; ///< for the header
    QByteArray m_received;
    QByteArray m_streamed; ///< without the framing of chunks
    QString m_error;
};

} // namespace Lockscope
