// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Part of the library Lockscope::Widgets: `find_package(Lockscope COMPONENTS Widgets)`.

#include <lockscope/breaker.h>
#include <lockscope/documentlock.h>

#include <QDialog>

#include <filesystem>
#include <memory>

namespace Lockscope {

/// Asks what to do with a document that somebody else has open: open it read-only, wait until it is free, or break the
/// lock. Shows who has it open, where and since when.
///
///     DocumentLock lock(path);
///     while (!lock.acquire()) {
///         const auto owner = lock.owner();
///         if (!owner || !*owner)
///             return showError(); // the lock could not be created
///         using Choice = LockedByDialog::Choice;
///         const auto choice = Choice(LockedByDialog(path, **owner, this).exec());
///         if (choice == Choice::OpenReadOnly)
///             return openReadOnly(path);
///         if (choice == Choice::Cancel)
///             return;
///     }
///     edit(path);
///
/// With AsyncLock, show it on refused(failure, report), with `DocumentOwner::of(report)`.
///
/// The dialog watches the lock. When the user has chosen to wait, it closes with Choice::Free as soon as the lock is
/// free. A lock that is proven stale is broken at once; any other one only after the user has typed the name of the
/// document, and only if the break is permitted, see Breaker. A broken lock can be restored.
///
/// The dialog acquires nothing: after Choice::Free or Choice::Broken, call acquire() again, since another program may
/// have been faster. Threads: used in the GUI thread, in which it accesses no file system.
class LockedByDialog : public QDialog
{
    Q_OBJECT

public:
    /// What the user chose: the result of exec() and finished().
    enum class Choice
    {
        Cancel = QDialog::Rejected,
        Free = QDialog::Accepted, ///< the lock does not exist any more
        OpenReadOnly,
        Broken, ///< the lock was broken
    };
    Q_ENUM(Choice)

    /// The document as passed to DocumentLock, and the owner that it reported.
    LockedByDialog(const std::filesystem::path &document, const DocumentOwner &owner, QWidget *parent = nullptr);
    ~LockedByDialog() override;

    /// The owner as of the last change of the lock.
    const DocumentOwner &owner() const;
    /// How the lock is broken: with another journal, or with the answers of other hosts. By default the journal of this
    /// user.
    void setBreaker(const Breaker &breaker);

protected:
    bool event(QEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
