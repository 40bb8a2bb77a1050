// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/zclockfile.h>

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <filesystem>
#include <memory>
#include <vector>

/// One window per session: the first process acquires a lock and listens on a socket next to it; later processes send
/// their paths to it. If there is no directory for the socket, or the first process does not answer, each process has
/// its own window.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    using Paths = std::vector<std::filesystem::path>;

    /// The lock and the socket are in this directory, by default the user's runtime directory.
    explicit SingleInstance(const QString &folder = {}, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Sends the paths to the first process, as absolute paths. True if that process shows them, so that this one can
    /// exit.
    bool sendToPrimary(const Paths &paths);

Q_SIGNALS:
    /// A later process requests these paths, or only the window if there are none.
    void asked(const std::vector<std::filesystem::path> &paths);

private:
    void listen();
    bool send(const Paths &paths) const;
    void read();

    QString m_directory;
    std::unique_ptr<Lockscope::ZcSimpleLockFile> m_lock;
    QLocalServer m_server;
};
