// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/lockcommands.h"

#include "ui/breaking/breakdialog.h"
#include "ui/breaking/signaldialog.h"
#include "ui/create/heldlocks.h"
#include "ui/locks/lockspage.h"
#include "ui/model/locktablemodel.h"
#include "ui/remote/remotequestions.h"
#include "ui/remote/remotewatcher.h"
#include "ui/text/lockaddress.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/windowactions.h"

#include <lockscope/displaytext.h>
#include <lockscope/version.h>

#include <QDesktopServices>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// From bytes: a QString cannot represent every name.
QUrl urlOf(const std::filesystem::path &path)
{
    return QUrl::fromEncoded("file://" + QByteArray::fromStdString(path.native()).toPercentEncoding("/"));
}

} // namespace

LockCommands::LockCommands(const WindowActions &actions, const LockTableModel &locks, LocksPage &page,
                           BreakController &desk, HeldLocks &held, const Hosts &hosts, QWidget &window)
    : m_actions(actions)
    , m_locks(locks)
    , m_page(page)
    , m_desk(desk)
    , m_held(held)
    , m_hosts(hosts)
    , m_breakToolTip(actions.breakLock->toolTip())
    , m_window(window)
    , m_reading(actions, locks, page,
                {.host = QSysInfo::machineHostName().toStdString(), .version = std::string(version())},
                [](const ProcessFacts &process, const std::optional<InodeKey> &file) {
                    return ProcessTree::read(process, file);
                })
{
    const auto on = [this](QAction *action, auto slot) { connect(action, &QAction::triggered, this, slot); };
    on(actions.breakLock, &LockCommands::askToBreak);
    on(actions.askHost, [this] {
        if (const auto *lock = m_page.current())
            m_hosts.questions.ask(lock->report());
    });
    on(actions.signalHolder, [this] {
        if (const auto *lock = m_page.current())
            askToSignal(lock->report());
    });
    on(actions.releaseLock, &LockCommands::release);
    on(actions.openContainingFolder, &LockCommands::openFolder);
    connect(&held, &HeldLocks::changed, this, &LockCommands::showState);
}

void LockCommands::showState()
{
    const auto *lock = m_page.current();
    const bool hasPath = lock && !lock->path().empty();
    const auto isOurs = [this](const LockRow *one) { return m_held.entryOf(*one) != nullptr; };
    m_actions.releaseLock->setEnabled(!m_held.isEmpty() && std::ranges::any_of(m_page.selected(), isOurs));
    m_reading.showState();
    // Only the report names what forbids a break.
    const auto report = hasPath ? lock->report() : LockReport();
    const auto refusal = hasPath ? breakRefusal(report) : QString();
    m_actions.breakLock->setEnabled(hasPath && refusal.isEmpty());
    m_actions.breakLock->setToolTip(refusal.isEmpty() ? m_breakToolTip : refusal);
    m_actions.breakLock->setStatusTip(refusal);
    const auto host = hasPath ? m_hosts.questions.hostOf(report) : std::string();
    m_actions.askHost->setEnabled(!host.empty());
    m_actions.askHost->setText(host.empty() ? tr("As&k its host") : tr("As&k %1").arg(menuText(displayText(host))));
    const bool isHere = hasPath && !LockAddress::isAddress(report.path);
    m_actions.openContainingFolder->setEnabled(isHere);
    m_actions.signalHolder->setEnabled(isHere && lock->verdict.state == Verdict::State::Held);
    m_actions.describeFormat->setEnabled(isHere && !lock->isDatabaseRow() &&
                                         report.inodeType != LockReport::InodeType::None);
}

std::vector<Notifier::Subscription> LockCommands::subscriptions() const
{
    std::vector<Notifier::Subscription> locks;
    for (const auto *lock : m_page.selected()) {
        locks.push_back(
            {.key = lock->key, .name = lock->name, .path = lock->path(), .isInKernel = !lock->kernelLocks.empty()});
    }
    return locks;
}

/// Why the lock cannot be broken from here; empty if it can.
QString LockCommands::breakRefusal(const LockReport &report) const
{
    const auto address = LockAddress::of(report.path);
    if (address.where == LockAddress::Where::Here)
        return {};
    const auto host = address.text();
    const auto *state = m_hosts.watcher.stateOf(report.path);
    if (!state || state->kind == RemoteState::Kind::NotAnswering || state->kind == RemoteState::Kind::Connecting)
        return tr("%1 does not answer.").arg(host);
    switch (state->breaking) {
    case RemoteState::Break::Allowed:
        return {};
    case RemoteState::Break::Refused:
        return tr("%1 does not let other hosts break its locks: %2").arg(host, state->breakRefusal);
    case RemoteState::Break::Unknown:
        break;
    }
    return tr("Asking %1 whether it lets other hosts break its locks…").arg(host);
}

void LockCommands::askToBreak()
{
    Paths paths;
    for (const auto *lock : m_page.selected()) {
        if (!lock->path().empty())
            paths.emplace_back(lock->path());
    }
    if (paths.empty())
        return;
    auto *dialog = new BreakDialog(m_desk, paths, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void LockCommands::askToSignal(const LockReport &report)
{
    auto *dialog = new SignalDialog(m_desk, report, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void LockCommands::release()
{
    // By ID: releasing changes the entries.
    std::vector<int> ids;
    for (const auto *lock : m_page.selected()) {
        if (const auto *entry = m_held.entryOf(*lock))
            ids.push_back(entry->id);
    }
    for (const int id : ids)
        m_held.release(id);
}

void LockCommands::openFolder()
{
    if (const auto *lock = m_page.current())
        QDesktopServices::openUrl(urlOf(std::filesystem::path(lock->path()).parent_path()));
}

} // namespace Lockscope::Ui
