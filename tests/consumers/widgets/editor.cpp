// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "editor.h"

using namespace Lockscope;

Editor::Editor(const std::filesystem::path &document)
    : m_document(document)
    , m_lock([document] { return std::make_unique<DocumentLock>(document); }, document)
{
    connect(&m_lock, &AsyncLock::acquired, this, [this] { open(true); });
    connect(&m_lock, &AsyncLock::refused, this,
            [this](const Failure &, const LockReport &report) { ask(DocumentOwner::of(report)); });
    connect(&m_lock, &AsyncLock::failed, this, [this](const Failure &failure) {
        if (failure.code != LockErrc::AlreadyLocked)
            Q_EMIT failed(failure.message());
    });
    connect(&m_lock, &AsyncLock::lost, this, [this](const Failure &failure) {
        setReadOnly(true);
        Q_EMIT failed(failure.message());
    });
}

void Editor::ask(const DocumentOwner &owner)
{
    using Choice = LockedByDialog::Choice;
    auto *const dialog = new LockedByDialog(m_document, owner, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this](int choice) {
        switch (Choice(choice)) {
        case Choice::Free:
        case Choice::Broken:
            openForEditing();
            break;
        case Choice::OpenReadOnly:
            open(false);
            break;
        case Choice::Cancel:
            close();
            break;
        }
    });
    dialog->open();
    Q_EMIT asks(dialog);
}

void Editor::open(bool forEditing)
{
    setReadOnly(!forEditing);
    show();
    Q_EMIT opened(forEditing);
}
