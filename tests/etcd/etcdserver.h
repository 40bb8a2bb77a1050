// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/etcd.h>

#include <filesystem>
#include <string>

#include <sys/types.h>

/// An etcd on loopback. Stopped with the object, or with this process.
class EtcdServer
{
public:
    enum class Transport
    {
        Plain,
        Tls, ///< with certificates of its own CA, including one for the client; requires openssl
    };
    /// Stores its data in this directory. Returns when it responds.
    explicit EtcdServer(std::filesystem::path directory, Transport transport = Transport::Plain);
    ~EtcdServer();
    EtcdServer(const EtcdServer &) = delete;
    EtcdServer &operator=(const EtcdServer &) = delete;

    /// False if the program is not installed, or did not respond.
    bool isRunning() const { return m_pid > 0; }
    std::string endpoint() const;
    Lockscope::EtcdSettings settings() const;
    /// Stops or continues it, and waits for that.
    void freeze() const;
    void thaw() const;

private:
    [[noreturn]] void become(const std::string &peer) const;

    std::filesystem::path m_directory;
    Transport m_transport;
    pid_t m_pid = -1;
    int m_port = 0;
};
