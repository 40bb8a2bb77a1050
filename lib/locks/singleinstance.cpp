// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/singleinstance.h>

#include "system/filedescriptor.h"
#include "system/systemcalls.h"

#include <lockscope/zclockfile.h>

#include <QSocketNotifier>
#include <QStandardPaths>

#include <array>
#include <chrono>
#include <cstring>
#include <map>
#include <optional>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace Lockscope {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds Patience = 2s;
/// More than any command line contains. A longer message is dropped.
constexpr qsizetype MostBytes = 4 * 1024 * 1024;
/// Each argument ends with a NUL byte, and the message with another one.
constexpr char End = '\0';

std::optional<sockaddr_un> addressOf(const std::filesystem::path &path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path)
        return {};
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    return address;
}

FileDescriptor newSocket()
{
    return FileDescriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
}

const sockaddr *generic(const sockaddr_un &address)
{
    return reinterpret_cast<const sockaddr *>(&address);
}

bool isOfThisUser(int socket)
{
    ucred peer = {};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::geteuid();
}

/// Whether the socket becomes ready in the time that is left.
bool waitFor(int socket, short event, std::chrono::steady_clock::time_point end)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd ready = {socket, event, 0};
    return left > 0ms && sys().poll(&ready, 1, static_cast<int>(left.count())) == 1;
}

} // namespace

class SingleInstance::Private
{
public:
    Private(SingleInstance *owner, const QString &name, const std::filesystem::path &directory)
        : q(owner)
        , lockPath(directory.empty() ? directory : directory / toPath(name + QStringLiteral(".lock")))
        , socketPath(directory.empty() ? directory : directory / toPath(name + QStringLiteral(".socket")))
    {}

    ~Private()
    {
        // Only while the lock is held: afterwards the socket may be that of the next process.
        if (listener)
            ::unlink(socketPath.c_str());
    }

    void listen();
    bool send(const QByteArrayList &arguments) const;

    SingleInstance *q;
    std::filesystem::path lockPath;
    std::filesystem::path socketPath;
    std::optional<ZcSimpleLockFile> lock;

private:
    struct Client
    {
        FileDescriptor socket;
        std::unique_ptr<QSocketNotifier> notifier;
        QByteArray bytes;
    };
    void accept();
    void read(int number);
    void finish(int number);

    FileDescriptor listener; ///< closed before the lock is released
    std::unique_ptr<QSocketNotifier> notifier;
    std::map<int, Client> clients;
};

void SingleInstance::Private::listen()
{
    const auto address = addressOf(socketPath);
    auto socket = newSocket();
    if (!address || !socket)
        return;
    // Only the process with the lock listens, so an existing socket is stale.
    ::unlink(socketPath.c_str());
    const auto mask = ::umask(S_IRWXG | S_IRWXO);
    const bool isBound = ::bind(socket.get(), generic(*address), sizeof *address) == 0;
    ::umask(mask);
    if (!isBound || ::listen(socket.get(), SOMAXCONN) != 0)
        return;
    listener = std::move(socket);
    notifier = std::make_unique<QSocketNotifier>(listener.get(), QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, q, [this] { accept(); });
}

void SingleInstance::Private::accept()
{
    for (;;) {
        FileDescriptor socket(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket)
            return;
        if (!isOfThisUser(socket.get()))
            continue;
        const int number = socket.get();
        auto &client = clients[number];
        client.socket = std::move(socket);
        client.notifier = std::make_unique<QSocketNotifier>(number, QSocketNotifier::Read);
        QObject::connect(client.notifier.get(), &QSocketNotifier::activated, q, [this, number] { read(number); });
    }
}

void SingleInstance::Private::read(int number)
{
    auto &client = clients.at(number);
    std::array<char, 64 * 1024> buffer;
    for (;;) {
        const auto got = retryInterrupted([&] { return ::read(number, buffer.data(), buffer.size()); });
        if (got < 0 && errno == EAGAIN)
            return;
        if (got <= 0 || client.bytes.size() > MostBytes)
            return finish(number);
        client.bytes.append(buffer.data(), got);
    }
}

void SingleInstance::Private::finish(int number)
{
    auto client = std::move(clients.extract(number).mapped());
    client.notifier->setEnabled(false);
    client.notifier.release()->deleteLater(); // it is emitting
    const auto &bytes = client.bytes;
    // A message that was cut off is dropped.
    const bool isComplete =
        bytes.size() <= MostBytes && (bytes == QByteArray(1, End) || bytes.endsWith(QByteArray(2, End)));
    if (!isComplete)
        return;
    [[maybe_unused]] const auto answered = ::send(number, &End, 1, MSG_NOSIGNAL);
    auto arguments = bytes.chopped(1).split(End);
    arguments.removeLast();
    Q_EMIT q->received(arguments);
}

/// Waits for the answer: a process that is ending, or hangs, does not give it.
bool SingleInstance::Private::send(const QByteArrayList &arguments) const
{
    const auto end = std::chrono::steady_clock::now() + Patience;
    const auto address = addressOf(socketPath);
    const auto socket = newSocket();
    if (!address || !socket)
        return false;
    // The first process may not listen yet.
    while (::connect(socket.get(), generic(*address), sizeof *address) != 0) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        sys().poll(nullptr, 0, 10);
    }
    if (!isOfThisUser(socket.get()))
        return false;
    QByteArray bytes;
    for (const auto &argument : arguments)
        bytes += argument + End;
    bytes += End;
    for (qsizetype done = 0; done < bytes.size();) {
        const auto sent =
            ::send(socket.get(), bytes.constData() + done, static_cast<size_t>(bytes.size() - done), MSG_NOSIGNAL);
        if (sent > 0)
            done += sent;
        else if (errno != EAGAIN || !waitFor(socket.get(), POLLOUT, end))
            return false;
    }
    ::shutdown(socket.get(), SHUT_WR);
    char answer = 1;
    return waitFor(socket.get(), POLLIN, end) && ::read(socket.get(), &answer, 1) == 1 && answer == End;
}

SingleInstance::SingleInstance(const QString &name, QObject *parent)
    : SingleInstance(name, QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation), parent)
{}

SingleInstance::SingleInstance(const QString &name, const PathArgument &directory, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, name, directory))
{}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::sendToPrimary(const QByteArrayList &arguments)
{
    if (isPrimary() || d->lockPath.empty())
        return false;
    d->lock.emplace(d->lockPath);
    if (d->lock->acquire(std::chrono::nanoseconds::zero())) {
        d->listen();
        return false;
    }
    return d->send(arguments);
}

bool SingleInstance::isPrimary() const
{
    return d->lock && d->lock->isHeldByMe();
}

} // namespace Lockscope
