// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/httpconnection.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>
#include <QUrl>

#include <array>
#include <cerrno>

#include <poll.h>

namespace Lockscope {

namespace {

constexpr qsizetype MaxHead = 64 * 1024;
/// A page of 1,000 keys is far smaller.
constexpr qsizetype MaxBody = 64 * 1024 * 1024;

QString pathText(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

QSslConfiguration tlsOf(const EtcdSettings &settings)
{
    auto tls = QSslConfiguration::defaultConfiguration();
    if (!settings.caFile.empty())
        tls.setCaCertificates(QSslCertificate::fromPath(pathText(settings.caFile)));
    if (!settings.certificateFile.empty()) {
        tls.setLocalCertificateChain(QSslCertificate::fromPath(pathText(settings.certificateFile)));
        QFile file(pathText(settings.keyFile));
        if (file.open(QIODevice::ReadOnly)) {
            const auto pem = file.readAll();
            QSslKey key(pem, QSsl::Ec);
            tls.setPrivateKey(key.isNull() ? QSslKey(pem, QSsl::Rsa) : key);
        }
    }
    return tls;
}

int left(const QDeadlineTimer &deadline)
{
    return static_cast<int>(deadline.remainingTime());
}

} // namespace

HttpConnection::HttpConnection(const EtcdSettings &settings, int stopFd)
    : m_settings(settings)
    , m_stopFd(stopFd)
{}

HttpConnection::~HttpConnection()
{
    close();
}

void HttpConnection::close()
{
    if (m_socket)
        m_socket->abort();
    m_socket.reset();
    m_received.clear();
    m_streamed.clear();
}

bool HttpConnection::isOpen() const
{
    return m_socket && m_socket->state() == QAbstractSocket::ConnectedState;
}

bool HttpConnection::fail(const QString &error)
{
    m_error = error;
    close();
    return false;
}

bool HttpConnection::open(const std::string &endpoint, const QDeadlineTimer &deadline)
{
    if (isOpen())
        return true;
    const QUrl url(QString::fromStdString(endpoint), QUrl::StrictMode);
    const bool isEncrypted = url.scheme() == QLatin1String("https");
    close();
    if (isEncrypted)
        m_socket = std::make_unique<QSslSocket>();
    else
        m_socket = std::make_unique<QTcpSocket>();
    const auto port = static_cast<quint16>(url.port(2379));
    m_host = url.host().toUtf8() + ':' + QByteArray::number(port);
    if (auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get())) {
        encrypted->setSslConfiguration(tlsOf(m_settings));
        encrypted->connectToHostEncrypted(url.host(), port);
        if (!encrypted->waitForEncrypted(left(deadline)))
            return fail(encrypted->errorString());
    } else {
        m_socket->connectToHost(url.host(), port);
        if (!m_socket->waitForConnected(left(deadline)))
            return fail(m_socket->errorString());
    }
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return true;
}

int HttpConnection::fd() const
{
    return m_socket ? static_cast<int>(m_socket->socketDescriptor()) : -1;
}

bool HttpConnection::waitFor(short events, const QDeadlineTimer &deadline)
{
    std::array<pollfd, 2> waited = {pollfd{fd(), events, 0}, pollfd{m_stopFd, POLLIN, 0}};
    while (true) {
        const int ready = ::poll(waited.data(), waited.size(), left(deadline));
        if (ready < 0 && errno == EINTR)
            continue;
        if (waited[1].revents != 0)
            return fail(QStringLiteral("interrupted"));
        return ready > 0 || fail(QStringLiteral("timeout"));
    }
}

bool HttpConnection::receive(const QDeadlineTimer &deadline)
{
    if (m_socket->bytesAvailable() == 0) {
        if (!waitFor(POLLIN, deadline))
            return false;
        if (!m_socket->waitForReadyRead(0) && m_socket->bytesAvailable() == 0 &&
            m_socket->state() != QAbstractSocket::ConnectedState)
            return fail(m_socket->errorString());
    }
    m_received += m_socket->readAll();
    return m_received.size() <= MaxBody + MaxHead || fail(QStringLiteral("answer too large"));
}

std::optional<QByteArray> HttpConnection::readLine(const QDeadlineTimer &deadline)
{
    auto end = m_received.indexOf("\r\n");
    while (end < 0) {
        if (m_received.size() > MaxHead) {
            fail(QStringLiteral("line too long"));
            return {};
        }
        if (!receive(deadline))
            return {};
        end = m_received.indexOf("\r\n");
    }
    const auto line = m_received.left(end);
    m_received.remove(0, end + 2);
    return line;
}

std::optional<QByteArray> HttpConnection::readBytes(qsizetype size, const QDeadlineTimer &deadline)
{
    while (m_received.size() < size) {
        if (!receive(deadline))
            return {};
    }
    const auto bytes = m_received.left(size);
    m_received.remove(0, size);
    return bytes;
}

bool HttpConnection::send(const QByteArray &path, const QByteArray &body, const QByteArray &authorization,
                          const QDeadlineTimer &deadline)
{
    if (!isOpen())
        return fail(QStringLiteral("not connected"));
    QByteArray request = "POST " + path + " HTTP/1.1\r\nHost: " + m_host +
                         "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
                         "\r\n";
    if (!authorization.isEmpty())
        request += "Authorization: " + authorization + "\r\n";
    request += "\r\n" + body;
    m_socket->write(request);
    while (m_socket->bytesToWrite() > 0) {
        if (!waitFor(POLLOUT, deadline))
            return false;
        if (!m_socket->waitForBytesWritten(left(deadline)))
            return fail(m_socket->errorString());
    }
    return true;
}

std::optional<HttpConnection::Head> HttpConnection::readHead(const QDeadlineTimer &deadline)
{
    const auto status = readLine(deadline);
    if (!status)
        return {};
    Head head;
    head.status = status->startsWith("HTTP/1.1 ") ? status->mid(9, 3).toInt() : 0;
    if (head.status == 0) {
        fail(QStringLiteral("not HTTP"));
        return {};
    }
    while (true) {
        const auto line = readLine(deadline);
        if (!line || line->isEmpty())
            return line ? std::optional(head) : std::nullopt;
        const auto name = line->left(line->indexOf(':')).toLower();
        const auto value = line->mid(line->indexOf(':') + 1).trimmed();
        head.isChunked |= name == "transfer-encoding" && value.toLower() == "chunked";
        head.closes |= name == "connection" && value.toLower() == "close";
        if (name == "content-length")
            head.length = value.toLongLong();
    }
}

std::optional<QByteArray> HttpConnection::readChunks(const QDeadlineTimer &deadline)
{
    QByteArray body;
    while (true) {
        const auto line = readLine(deadline);
        bool isNumber = false;
        const auto size = line ? line->split(';').front().trimmed().toLongLong(&isNumber, 16) : 0;
        if (!line || !isNumber || size < 0 || body.size() + size > MaxBody) {
            fail(m_error.isEmpty() ? QStringLiteral("invalid chunk") : m_error);
            return {};
        }
        if (size == 0)
            break;
        const auto chunk = readBytes(size, deadline);
        if (!chunk || !readLine(deadline))
            return {};
        body += *chunk;
    }
    // Trailers.
    while (true) {
        const auto line = readLine(deadline);
        if (!line)
            return {};
        if (line->isEmpty())
            return body;
    }
}

std::optional<HttpConnection::Response> HttpConnection::post(const QByteArray &path, const QByteArray &body,
                                                             const QByteArray &authorization,
                                                             const QDeadlineTimer &deadline)
{
    m_error.clear();
    if (!send(path, body, authorization, deadline))
        return {};
    const auto head = readHead(deadline);
    if (!head)
        return {};
    if (head->length < 0 || head->length > MaxBody) {
        fail(QStringLiteral("answer too large"));
        return {};
    }
    auto content = head->isChunked ? readChunks(deadline) : readBytes(head->length, deadline);
    if (!content)
        return {};
    if (head->closes)
        close();
    return Response{head->status, *std::move(content)};
}

bool HttpConnection::postStream(const QByteArray &path, const QByteArray &body, const QByteArray &authorization,
                                const QDeadlineTimer &deadline)
{
    m_error.clear();
    if (!send(path, body, authorization, deadline))
        return false;
    const auto head = readHead(deadline);
    if (!head)
        return false;
    constexpr int Ok = 200;
    return (head->status == Ok && head->isChunked) || fail(QStringLiteral("no stream"));
}

std::optional<QByteArrayList> HttpConnection::streamLines()
{
    if (!m_socket)
        return {};
    m_socket->waitForReadyRead(0);
    m_received += m_socket->readAll();
    const bool hasEnded = m_socket->state() != QAbstractSocket::ConnectedState;
    while (true) {
        const auto end = m_received.indexOf("\r\n");
        if (end < 0)
            break;
        bool isNumber = false;
        const auto size = m_received.left(end).toLongLong(&isNumber, 16);
        if (!isNumber || size <= 0 || m_streamed.size() + size > MaxBody) {
            fail(QStringLiteral("the stream ended"));
            return {};
        }
        if (m_received.size() < end + 2 + size + 2)
            break;
        m_streamed += m_received.mid(end + 2, size);
        m_received.remove(0, end + 2 + size + 2);
    }
    QByteArrayList lines;
    for (auto end = m_streamed.indexOf('\n'); end >= 0; end = m_streamed.indexOf('\n')) {
        lines += m_streamed.left(end);
        m_streamed.remove(0, end + 1);
    }
    if (lines.isEmpty() && hasEnded) {
        fail(QStringLiteral("the connection was closed"));
        return {};
    }
    return lines;
}

} // namespace Lockscope
