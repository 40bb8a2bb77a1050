// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/documentlock.h>
#include <lockscope/result.h>

#include <QObject>
#include <QString>
#include <QtQml/qqml.h>

#include <memory>

namespace LockscopeQml {

/// `owner.user`, `owner.program`, `owner.host`, `owner.pid`, `owner.since`, `owner.report`.
struct DocumentOwnerType
{
    Q_GADGET
    QML_FOREIGN(Lockscope::DocumentOwner)
    QML_VALUE_TYPE(documentOwner)
};

/// The lock of an open document, see Lockscope::DocumentLock: acquired without blocking.
///
///     DocumentLock {
///         document: "/home/jane/report.odt"
///         onAcquired: editor.readOnly = false
///         onRefused: owner => label.text = qsTr("%1 has the document open").arg(owner.user)
///         Component.onCompleted: acquire()
///     }
class DocumentLock : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString document READ document WRITE setDocument NOTIFY documentChanged)
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged)
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY waitingChanged)

public:
    using QObject::QObject;

    /// A path or a URL. Setting another one releases the lock, or ends the wait.
    QString document() const { return m_document; }
    void setDocument(const QString &document);
    bool isHeld() const { return m_lock && m_lock->isHeld(); }
    bool isWaiting() const { return m_lock && m_lock->isWaiting(); }

    /// Tries once. Answered by acquired(), refused() or failed().
    Q_INVOKABLE void acquire();
    /// Waits until the document is free or cancel() is called. Answered by acquired() or failed().
    Q_INVOKABLE void acquireWhenFree();
    Q_INVOKABLE void cancel();
    /// Answered by released() or failed().
    Q_INVOKABLE void release();

Q_SIGNALS:
    void acquired();
    /// Somebody else has the document open.
    void refused(const Lockscope::DocumentOwner &owner);
    /// The lock could not be acquired or released, or the wait was cancelled.
    void failed(const Lockscope::Failure &failure);
    void released();
    /// The lock was broken or overwritten by another program, and is no longer held.
    void lost(const Lockscope::Failure &failure);
    void documentChanged();
    void heldChanged();
    void waitingChanged();

private:
    void acquireIn(Lockscope::Timeout timeout);

    QString m_document;
    std::unique_ptr<Lockscope::AsyncLock> m_lock;
};

} // namespace LockscopeQml
