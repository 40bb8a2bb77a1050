// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/breaking/holderbox.h"

#include "ui/holdertext.h"
#include "ui/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>
#include <csignal>

namespace Lockscope::Ui {

namespace {

QLabel *newPlainLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

HolderBox::HolderBox(BreakDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_title(newPlainLabel())
    , m_rows(new QVBoxLayout)
    , m_answer(newPlainLabel())
{
    setObjectName(QStringLiteral("holderBox"));
    m_answer->setObjectName(QStringLiteral("signalAnswer"));
    auto font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addLayout(m_rows);
    layout->addWidget(m_answer);
    m_lookTimer.setInterval(std::chrono::milliseconds(500));
    m_lookTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &HolderBox::look);
    hide();
}

void HolderBox::setPath(const std::filesystem::path &path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_asked.clear();
    clearRows();
    say({});
    look();
}

void HolderBox::look()
{
    m_desk.findHolders(*this, m_path, [this, path = m_path](const BreakDesk::Holders &found) {
        if (path == m_path)
            show(found);
    });
}

void HolderBox::show(const BreakDesk::Holders &found)
{
    if (found.holders.empty() && !m_asked.empty()) {
        m_asked.clear();
        m_title->clear();
        clearRows();
        say(tr("Nobody holds it any more."));
        Q_EMIT freed();
        return;
    }
    // Only where something is new: somebody may be about to press a button.
    std::vector<std::pair<std::int64_t, bool>> wanted;
    for (const auto &holder : found.holders)
        wanted.emplace_back(holder.process.pid, m_asked.contains(holder.process.pid));
    if (wanted != m_shown) {
        clearRows();
        m_title->setText(tr("End its holder instead:"));
        for (const auto &holder : found.holders)
            addRow(holder);
        m_shown = wanted;
    }
    setVisible(!found.holders.empty());
    if (!m_asked.empty())
        m_lookTimer.start();
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

void HolderBox::addRow(const HolderFacts &holder)
{
    const auto pid = holder.process.pid;
    auto *name = newPlainLabel();
    name->setText(tr("%1 – %2").arg(processText(holder.process.name, pid),
                                    holder.whyNot.isEmpty() ? holder.proof : holder.whyNot));
    name->setToolTip(plainToolTip(holder.process.commandLineText()));
    const bool wasAsked = m_asked.contains(pid);
    auto *button = new QPushButton(wasAsked ? tr("&Kill it") : tr("&Ask it to end"));
    button->setObjectName(wasAsked ? QStringLiteral("killHolder") : QStringLiteral("askHolder"));
    button->setAutoDefault(false);
    button->setToolTip(wasAsked ? tr("SIGKILL: it ends at once and can save nothing")
                                : tr("SIGTERM: it can finish what it does, or not listen"));
    button->setEnabled(holder.whyNot.isEmpty());
    connect(button, &QPushButton::clicked, this, [this, pid, wasAsked] { send(pid, wasAsked ? SIGKILL : SIGTERM); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(name, 1);
    layout->addWidget(button);
    m_rows->addWidget(row);
}

void HolderBox::send(std::int64_t pid, int number)
{
    m_desk.signal(*this, m_path, pid, number, [this, pid, number](const QString &problem) {
        if (!problem.isEmpty()) {
            say(problem);
            return;
        }
        m_asked.insert(pid);
        say(number == SIGTERM ? tr("Process %1 was asked to end. If it does not listen, it can be killed.").arg(pid)
                              : tr("Process %1 was killed.").arg(pid));
        look();
    });
}

void HolderBox::say(const QString &text)
{
    m_answer->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

} // namespace Lockscope::Ui
