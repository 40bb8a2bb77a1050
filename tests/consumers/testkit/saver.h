// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>

#include <QObject>

/// The program under test: saves a document while it holds the document's lock, and keeps the lock while the document
/// is open.
class Saver : public QObject
{
    Q_OBJECT

public:
    Saver(std::string_view kind, const std::filesystem::path &document, const Lockscope::KindOptions &options = {});

    /// Waits this long for the lock, in milliseconds; a negative number waits indefinitely.
    void save(int timeout);
    void open();
    bool isOpen() const { return m_isOpen; }
    bool mayWrite() const { return m_lock.isHeld(); }
    int savedCount() const { return m_savedCount; }

Q_SIGNALS:
    /// Another process has the document open.
    void busy(qint64 pid);
    /// The lock is stale.
    void offerBreak(Lockscope::Verdict::Reason reason);
    void stateUnknown();
    /// The system refused this call.
    void gaveUp(const QString &call);

private:
    void save();
    void explain(const Lockscope::Failure &failure, const Lockscope::LockReport &report);

    Lockscope::AsyncLock m_lock;
    bool m_mustClose = true;
    bool m_isOpen = false;
    int m_savedCount = 0;
};
