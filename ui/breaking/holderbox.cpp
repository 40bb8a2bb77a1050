// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/holderbox.h"

#include "ui/breaking/signalmenu.h"
#include "ui/text/holdertext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <csignal>

namespace Lockscope::Ui {

namespace {

using namespace std::chrono_literals;

/// After this time, a process that is still running is reported to ignore the request.
constexpr auto TimeToExit = 3s;
constexpr auto LookWhileAsked = 500ms;
constexpr auto LookOtherwise = 2s;

bool isSameProcess(const ProcessFacts &left, const ProcessFacts &right)
{
    return left.pid == right.pid && left.startTicks == right.startTicks;
}

} // namespace

HolderBox::HolderBox(BreakController &desk, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(newPlainLabel())
    , m_rows(new QVBoxLayout)
    , m_newcomers(newPlainLabel(QStringLiteral("newHolders")))
    , m_answer(newPlainLabel(QStringLiteral("signalAnswer")))
{
    setObjectName(QStringLiteral("holderBox"));
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_title->setText(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addLayout(m_rows);
    layout->addWidget(m_newcomers);
    layout->addWidget(m_answer);
    m_lookTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &HolderBox::look);
    hide();
}

void HolderBox::setPath(const std::filesystem::path &path)
{
    if (path == m_path) {
        setVisible(!m_bounds[path].rows.empty());
        return;
    }
    m_path = path;
    clearRows();
    say({});
    show();
    look();
}

void HolderBox::look()
{
    m_desk.findHolders(*this, m_path, [this, path = m_path](const BreakController::Holders &found) {
        if (path == m_path)
            take(found);
    });
}

void HolderBox::take(const BreakController::Holders &found)
{
    auto &bound = m_bounds[m_path];
    if (!bound.isKnown) {
        for (const auto &holder : found.holders)
            bound.rows.push_back({.holder = holder});
        bound.isKnown = true;
        if (bound.rows.empty())
            Q_EMIT noHolderFound(found.problem);
    }
    for (auto &row : bound.rows)
        update(row, found);
    bound.newcomers = newcomersOf(bound, found);
    const bool isFree = bound.wasTouched && found.holders.empty() && !found.isHeld;
    show();
    if (isFree) {
        bound.wasTouched = false;
        say(tr("No process holds the lock any more."));
        Q_EMIT freed();
        return;
    }
    if (bound.rows.empty())
        return;
    const bool isAwaited = std::ranges::any_of(
        bound.rows, [](const Row &row) { return row.stage == Stage::Asked || row.stage == Stage::Killed; });
    m_lookTimer.start(isAwaited ? LookWhileAsked : LookOtherwise);
}

void HolderBox::update(Row &row, const BreakController::Holders &found)
{
    const bool holds = std::ranges::any_of(
        found.holders, [&row](const HolderFacts &holder) { return isSameProcess(holder.process, row.holder.process); });
    if (row.holder.holder && row.holder.holder->hasExited())
        row.stage = Stage::Exited;
    else if (!holds)
        row.stage = found.holders.empty() && found.isHeld ? row.stage : Stage::Released;
    else if (row.stage == Stage::Released)
        row.stage = Stage::Holds;
    else if (row.stage == Stage::Asked && std::chrono::steady_clock::now() - row.asked >= TimeToExit)
        row.stage = Stage::Ignored;
}

/// The processes that acquired the lock after the dialog was opened.
QString HolderBox::newcomersOf(const Bound &bound, const BreakController::Holders &found)
{
    QStringList names;
    for (const auto &holder : found.holders) {
        const bool isKnown = std::ranges::any_of(
            bound.rows, [&holder](const Row &row) { return isSameProcess(holder.process, row.holder.process); });
        if (!isKnown)
            names += processText(holder.process.name, holder.process.pid);
    }
    if (!names.isEmpty())
        return tr("Another process acquired the lock: %1. To act on that process, close this dialog and open it again.")
            .arg(names.join(QStringLiteral(", ")));
    return found.holders.empty() && found.isHeld && !bound.rows.empty() ? found.problem : QString();
}

void HolderBox::show()
{
    const auto &bound = m_bounds[m_path];
    QStringList wanted;
    for (const auto &row : bound.rows)
        wanted += QStringLiteral("%1 %2").arg(row.holder.process.pid).arg(static_cast<int>(row.stage));
    // Only if something has changed, because the user may be about to press a button.
    if (wanted != m_shown) {
        clearRows();
        for (std::size_t i = 0; i < bound.rows.size(); ++i)
            addRow(i);
        m_shown = wanted;
    }
    m_newcomers->setText(bound.newcomers);
    m_newcomers->setVisible(!bound.newcomers.isEmpty());
    setVisible(!bound.rows.empty());
}

void HolderBox::clearRows()
{
    while (auto *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_shown.clear();
}

QString HolderBox::stageText(const Row &row)
{
    const auto &holder = row.holder;
    const auto name = processText(holder.process.name, holder.process.pid);
    switch (row.stage) {
    case Stage::Holds:
        return tr("%1 – %2").arg(name, holder.refusalReason.isEmpty() ? holder.proof : holder.refusalReason);
    case Stage::Asked:
        return tr("%1 – was sent %2").arg(name, signalName(row.sent));
    case Stage::Ignored:
        return tr("%1 – was sent %2, but is still running").arg(name, signalName(row.sent));
    case Stage::Killed:
        return tr("%1 – was killed").arg(name);
    case Stage::Released:
        return tr("%1 – no longer holds the lock").arg(name);
    case Stage::Exited:
        return tr("%1 – exited").arg(name);
    }
    return name;
}

void HolderBox::addRow(std::size_t index)
{
    const auto &shown = m_bounds[m_path].rows[index];
    const auto &holder = shown.holder;
    auto *name = newPlainLabel();
    name->setObjectName(QStringLiteral("holderName"));
    name->setText(stageText(shown));
    name->setToolTip(plainToolTip(holder.process.commandLineText()));
    const bool kills = shown.stage == Stage::Ignored || shown.stage == Stage::Killed;
    const bool maySend =
        holder.refusalReason.isEmpty() && (shown.stage == Stage::Holds || shown.stage == Stage::Ignored);
    auto *button = new QPushButton(kills ? tr("&Kill") : tr("&Ask to exit"));
    button->setObjectName(kills ? QStringLiteral("killHolder") : QStringLiteral("askHolder"));
    button->setAutoDefault(false);
    button->setToolTip(kills ? tr("SIGKILL: the process is killed immediately and cannot save anything")
                             : tr("SIGTERM: lets the process exit cleanly; may be ignored"));
    button->setEnabled(maySend);
    connect(button, &QPushButton::clicked, this, [this, index, kills] { send(index, kills ? SIGKILL : SIGTERM); });
    auto *others = new QToolButton;
    others->setObjectName(QStringLiteral("chooseSignal"));
    others->setText(tr("&Signal"));
    others->setToolTip(tr("Choose the signal to send"));
    others->setPopupMode(QToolButton::InstantPopup);
    others->setFocusPolicy(Qt::StrongFocus);
    others->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    others->setMenu(newSignalMenu(*others, [this, index](int number) { send(index, number); }));
    others->setEnabled(maySend);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 1);
    layout->addWidget(button);
    layout->addWidget(others);
    m_rows->addWidget(row);
}

void HolderBox::send(std::size_t index, int number)
{
    auto &row = m_bounds[m_path].rows[index];
    const auto before = row.stage;
    // Immediately, so that a second click finds no button. A process that continues keeps the lock.
    if (number != SIGCONT)
        row.stage = number == SIGKILL ? Stage::Killed : Stage::Asked;
    row.sent = number;
    row.asked = std::chrono::steady_clock::now();
    m_bounds[m_path].wasTouched = true;
    show();
    m_desk.signal(*this, row.holder, number, [this, path = m_path, index, number, before](const QString &problem) {
        auto &sent = m_bounds[path].rows[index];
        if (!problem.isEmpty() && (sent.stage == Stage::Asked || sent.stage == Stage::Killed))
            sent.stage = before;
        if (path != m_path)
            return;
        say(problem.isEmpty() ? sentText(sent.holder.process.pid, number) : problem);
        show();
        look();
    });
}

QString HolderBox::sentText(std::int64_t pid, int number)
{
    switch (number) {
    case SIGTERM:
        return tr("Process %1 was asked to exit. If it does not exit, you can kill it.").arg(pid);
    case SIGKILL:
        return tr("Process %1 was killed.").arg(pid);
    default:
        return tr("%1 was sent to process %2.").arg(signalName(number)).arg(pid);
    }
}

void HolderBox::say(const QString &text)
{
    m_answer->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

} // namespace Lockscope::Ui
