// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>

#include <filesystem>

/// An sshd on loopback with its own keys, which accepts logins of this user. Stopped with the object.
class LoopbackSshd
{
public:
    /// Keys and configuration are written to this directory. Logins find programs in its directory `bin` first.
    explicit LoopbackSshd(const std::filesystem::path &directory);
    ~LoopbackSshd();
    LoopbackSshd(const LoopbackSshd &) = delete;
    LoopbackSshd &operator=(const LoopbackSshd &) = delete;

    /// Why it cannot run on this machine; empty if it runs.
    const QString &missing() const { return m_missing; }
    /// A configuration file for ssh(1) in which the host `alpha` is this sshd.
    std::filesystem::path clientConfiguration() const { return m_directory / "ssh_config"; }

private:
    QString start();

    std::filesystem::path m_directory;
    QProcess m_sshd;
    QString m_missing;
};
