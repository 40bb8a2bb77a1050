// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/asynclock.h>
#include <lockscope/lockedbydialog.h>

#include <QPlainTextEdit>

#include <filesystem>

/// A text editor that holds the lock of its document while the document may be changed.
class Editor : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit Editor(const std::filesystem::path &document);

    /// Acquires the lock. If somebody else has it, asks what to do.
    void openForEditing() { m_lock.acquire(); }

Q_SIGNALS:
    void opened(bool forEditing);
    void asks(Lockscope::LockedByDialog *dialog);
    void failed(const QString &message);

private:
    void ask(const Lockscope::DocumentOwner &owner);
    void open(bool forEditing);

    std::filesystem::path m_document;
    Lockscope::AsyncLock m_lock;
};
