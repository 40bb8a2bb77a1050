// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "etcd/etcdserver.h"

#include <QDeadlineTimer>
#include <QProcess>

#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int StartLimitMs = 60000;

sockaddr_in loopback(int port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// An unused port.
int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

/// A CA, and a certificate for both ends.
bool makeCertificates(const std::filesystem::path &directory)
{
    const auto script = QStringLiteral(
        "cd \"$1\" && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out "
        "ca.pem "
        "-days 2 -subj /CN=ca && openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem "
        "-out "
        "request -subj /CN=both && printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\n' "
        ">extensions && openssl x509 -req -in request -CA ca.pem -CAkey ca.key -CAcreateserial -out certificate.pem "
        "-days "
        "2 -extfile extensions");
    QProcess openssl;
    openssl.start(QStringLiteral("sh"),
                  {QStringLiteral("-c"), script, QStringLiteral("sh"), QString::fromStdString(directory.native())});
    return openssl.waitForFinished(StartLimitMs) && openssl.exitCode() == 0;
}

} // namespace

void EtcdServer::become(const std::string &peer) const
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int log = ::open((m_directory / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    std::vector<std::string> words{"etcd",
                                   "--data-dir",
                                   m_directory / "data",
                                   "--listen-client-urls",
                                   endpoint(),
                                   "--advertise-client-urls",
                                   endpoint(),
                                   "--listen-peer-urls",
                                   peer,
                                   "--initial-advertise-peer-urls",
                                   peer,
                                   "--initial-cluster",
                                   "default=" + peer,
                                   "--logger",
                                   "zap",
                                   "--log-level",
                                   "warn"};
    if (m_transport == Transport::Tls) {
        for (const auto &word :
             {std::string("--cert-file"), (m_directory / "certificate.pem").native(), std::string("--key-file"),
              (m_directory / "key.pem").native(), std::string("--client-cert-auth"), std::string("--trusted-ca-file"),
              (m_directory / "ca.pem").native()})
            words.push_back(word);
    }
    std::vector<char *> pointers;
    for (auto &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execvp("etcd", pointers.data());
    ::_exit(127);
}

EtcdServer::EtcdServer(std::filesystem::path directory, Transport transport)
    : m_directory(std::move(directory))
    , m_transport(transport)
    , m_port(freePort())
{
    std::filesystem::create_directories(m_directory);
    if (transport == Transport::Tls && !makeCertificates(m_directory))
        return;
    const auto peer = "http://127.0.0.1:" + std::to_string(freePort());
    m_pid = ::fork();
    if (m_pid == 0)
        become(peer);
    // A request that only a server with an elected leader answers.
    Lockscope::EtcdLock probe("probe", settings());
    const QDeadlineTimer deadline(StartLimitMs);
    while (!probe.isLocked()) {
        if (::waitpid(m_pid, nullptr, WNOHANG) == m_pid || deadline.hasExpired()) {
            ::kill(m_pid, SIGKILL);
            m_pid = -1;
            return;
        }
        ::poll(nullptr, 0, 20);
    }
}

std::string EtcdServer::endpoint() const
{
    return (m_transport == Transport::Tls ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(m_port);
}

EtcdServer::~EtcdServer()
{
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

Lockscope::EtcdSettings EtcdServer::settings() const
{
    Lockscope::EtcdSettings settings;
    settings.endpoints = {endpoint()};
    if (m_transport == Transport::Tls) {
        settings.caFile = m_directory / "ca.pem";
        settings.certificateFile = m_directory / "certificate.pem";
        settings.keyFile = m_directory / "key.pem";
    }
    return settings;
}

void EtcdServer::freeze() const
{
    ::kill(m_pid, SIGSTOP);
    ::waitpid(m_pid, nullptr, WUNTRACED);
}

void EtcdServer::thaw() const
{
    ::kill(m_pid, SIGCONT);
    ::waitpid(m_pid, nullptr, WCONTINUED);
}
