// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "socketlock.h"

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace Lockscope;

SocketLock::SocketLock(std::string name)
    : LockFile(name)
    , m_name(std::move(name))
{}

SocketLock::~SocketLock()
{
    releaseInDestructor();
}

int SocketLock::bind() const
{
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    // The leading NUL byte makes it a name that no file system has.
    m_name.copy(address.sun_path + 1, sizeof address.sun_path - 1);
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + m_name.size());
    if (fd >= 0 && ::bind(fd, reinterpret_cast<const sockaddr *>(&address), size) == 0)
        return fd;
    const int reason = errno;
    ::close(fd);
    errno = reason;
    return -1;
}

Result<LockFile::Attempt> SocketLock::attempt()
{
    m_socket = bind();
    if (m_socket >= 0)
        return Attempt::Acquired;
    if (errno == EADDRINUSE)
        return Attempt::HeldByOther;
    return Failure::fromErrno(LockErrc::LockFailed, "bind", path());
}

Result<void> SocketLock::doRelease()
{
    ::close(m_socket);
    m_socket = -1;
    return {};
}

Result<bool> SocketLock::queryLocked() const
{
    // Binding the name for a moment is the only way to check it.
    const int fd = bind();
    if (fd < 0 && errno != EADDRINUSE)
        return Failure::fromErrno(LockErrc::ReadFailed, "bind", path());
    ::close(fd);
    return fd < 0;
}
