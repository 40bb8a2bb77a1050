// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/holderbox.h"

#include "ui/text/holdertext.h"
#include "ui/text/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
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

QLabel *newPlainLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

bool isSameProcess(const ProcessFacts &left, const ProcessFacts &right)
{
    return left.pid == right.pid && left.startTicks == right.startTicks;
}

} // namespace

HolderBox::HolderBox(BreakController &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(newPlainLabel())
    , m_rows(new QVBoxLayout)
    , m_newcomers(newPlainLabel())
    , m_answer(newPlainLabel())
{
    setObjectName(QStringLiteral("holderBox"));
    m_newcomers->setObjectName(QStringLiteral("newHolders"));
    m_answer->setObjectName(QStringLiteral("signalAnswer"));
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
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
        m_title->setText(tr("Terminate the holder instead:"));
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

namespace {

QString rowText(const HolderFacts &holder, const QString &pattern)
{
    return pattern.arg(processText(holder.process.name, holder.process.pid));
}

} // namespace

void HolderBox::addRow(std::size_t index)
{
    const auto &[holder, stage, asked] = m_bounds[m_path].rows[index];
    auto *name = newPlainLabel();
    name->setObjectName(QStringLiteral("holderName"));
    switch (stage) {
    case Stage::Holds:
        name->setText(tr("%1 – %2").arg(processText(holder.process.name, holder.process.pid),
                                        holder.refusalReason.isEmpty() ? holder.proof : holder.refusalReason));
        break;
    case Stage::Asked:
        name->setText(rowText(holder, tr("%1 – was asked to exit")));
        break;
    case Stage::Ignored:
        name->setText(rowText(holder, tr("%1 – was asked to exit, but is still running")));
        break;
    case Stage::Killed:
        name->setText(rowText(holder, tr("%1 – was killed")));
        break;
    case Stage::Released:
        name->setText(rowText(holder, tr("%1 – no longer holds the lock")));
        break;
    case Stage::Exited:
        name->setText(rowText(holder, tr("%1 – exited")));
        break;
    }
    name->setToolTip(plainToolTip(holder.process.commandLineText()));
    const bool kills = stage == Stage::Ignored || stage == Stage::Killed;
    auto *button = new QPushButton(kills ? tr("&Kill") : tr("&Ask to exit"));
    button->setObjectName(kills ? QStringLiteral("killHolder") : QStringLiteral("askHolder"));
    button->setAutoDefault(false);
    button->setToolTip(kills ? tr("SIGKILL: the process is killed immediately and cannot save anything")
                             : tr("SIGTERM: lets the process exit cleanly; may be ignored"));
    button->setEnabled(holder.refusalReason.isEmpty() && (stage == Stage::Holds || stage == Stage::Ignored));
    connect(button, &QPushButton::clicked, this, [this, index] { send(index); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 1);
    layout->addWidget(button);
    m_rows->addWidget(row);
}

void HolderBox::send(std::size_t index)
{
    auto &row = m_bounds[m_path].rows[index];
    const auto before = row.stage;
    const int number = before == Stage::Ignored ? SIGKILL : SIGTERM;
    // Immediately, so that a second click finds no button.
    row.stage = number == SIGTERM ? Stage::Asked : Stage::Killed;
    row.asked = std::chrono::steady_clock::now();
    m_bounds[m_path].wasTouched = true;
    show();
    m_desk.signal(*this, row.holder, number, [this, path = m_path, index, number, before](const QString &problem) {
        auto &sent = m_bounds[path].rows[index];
        const auto pid = sent.holder.process.pid;
        if (!problem.isEmpty() && (sent.stage == Stage::Asked || sent.stage == Stage::Killed))
            sent.stage = before;
        if (path != m_path)
            return;
        say(!problem.isEmpty()  ? problem
            : number == SIGTERM ? tr("Process %1 was asked to exit. If it does not exit, you can kill it.").arg(pid)
                                : tr("Process %1 was killed.").arg(pid));
        show();
        look();
    });
}

void HolderBox::say(const QString &text)
{
    m_answer->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

} // namespace Lockscope::Ui
