// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockscope_export.h>
#include <lockscope/path.h>

#include <QByteArrayList>
#include <QObject>
#include <QString>

#include <memory>

namespace Lockscope {

/// One instance of a program per session: the first process acquires a lock and listens on a socket beside it; later
/// processes send their arguments to it and exit.
///
///     SingleInstance instance("org.example.editor");
///     if (instance.sendToPrimary(arguments))
///         return 0; // the first process opens them
///     connect(&instance, &SingleInstance::received, &window, &Window::open);
///
/// If the first process crashed, the next process takes its place: the kernel has released the lock. If the first
/// process does not answer within two seconds, or there is no directory for the socket, sendToPrimary() returns false,
/// so that each process has its own window. The socket accepts only processes of the same user.
///
/// Threads: the object belongs to its QObject thread. sendToPrimary() accesses the runtime directory, which is local,
/// and waits for at most two seconds. A forked child must not use the object.
class LOCKSCOPE_EXPORT SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// The name of the program, which becomes the name of the lock and of the socket in the user's runtime directory,
    /// or in the given one. The path of a socket is at most 107 bytes long.
    explicit SingleInstance(const QString &name, QObject *parent = nullptr);
    SingleInstance(const QString &name, const PathArgument &directory, QObject *parent = nullptr);
    ~SingleInstance() override;

    /// Sends the arguments to the first process; they may contain any bytes but NUL. True if it received them, so that
    /// this process can exit. False if this process is the first one now, or the first one does not answer.
    bool sendToPrimary(const QByteArrayList &arguments);
    /// Whether this process is the first one, and receives the arguments of the others.
    bool isPrimary() const;

Q_SIGNALS:
    /// Another process sent these arguments; if there are none, it only asks to show the window.
    void received(const QByteArrayList &arguments);

private:
    class LOCKSCOPE_NO_EXPORT Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
