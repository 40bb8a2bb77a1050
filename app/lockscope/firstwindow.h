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

/// One window a session: the first start has a lock, and listens beside it; a later start that does not get the lock
/// hands over what it was asked to show. Where there is no place for that, or the first one does not answer, every
/// start has its own window.
class FirstWindow : public QObject
{
    Q_OBJECT

public:
    using Paths = std::vector<std::filesystem::path>;

    /// The lock and the socket lie in this folder: the user's runtime folder where none is named.
    explicit FirstWindow(const QString &folder = {}, QObject *parent = nullptr);
    ~FirstWindow() override;

    /// True where another program has shown, or will show, these: this one has nothing to do. Made absolute before.
    bool handOver(const Paths &paths);

Q_SIGNALS:
    /// A later start asks for these; none where it asks for the window alone.
    void asked(const std::vector<std::filesystem::path> &paths);

private:
    void listen();
    bool send(const Paths &paths) const;
    void read();

    QString m_folder;
    std::unique_ptr<Lockscope::ZcSimpleLockFile> m_lock;
    QLocalServer m_server;
};
