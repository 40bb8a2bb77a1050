// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/waiting/deadlockbar.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/plaintext.h"
#include "ui/waiting/waitgraph.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QStyle>

#include <algorithm>
#include <chrono>

namespace Lockscope::Ui {

namespace {

constexpr qsizetype MostSentences = 2;
constexpr int MostLines = 3;

} // namespace

DeadlockBar::DeadlockBar(const LockTableModel &locks, QWidget *parent)
    : QFrame(parent)
    , m_locks(locks)
    , m_text(new QLabel)
{
    setObjectName(QStringLiteral("deadlockBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(QStringLiteral("deadlocks"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->installEventFilter(this);
    auto font = m_text->font();
    font.setBold(true);
    m_text->setFont(font);
    auto *button = new QPushButton(tr("Show"));
    button->setToolTip(tr("Show the waiting processes"));
    button->setObjectName(QStringLiteral("showDeadlock"));
    connect(button, &QPushButton::clicked, this, &DeadlockBar::showRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 8, 4);
    layout->addWidget(new GlyphLabel(Glyph::Stale, style()->pixelMetric(QStyle::PM_SmallIconSize)), 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(button, 0, Qt::AlignTop);

    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(std::chrono::milliseconds(150));
    connect(&m_refreshTimer, &QTimer::timeout, this, &DeadlockBar::refresh);
    const auto refreshSoon = [this] {
        // A deadlock needs two processes that wait.
        if ((m_locks.waitingProcesses() > 1 || !isHidden()) && !m_refreshTimer.isActive())
            m_refreshTimer.start();
    };
    connect(&locks, &LockTableModel::merged, this, refreshSoon);
    connect(&locks, &LockTableModel::rowsRemoved, this, refreshSoon);
    hide();
}

void DeadlockBar::refresh()
{
    const auto graph = waitGraphOf(waitedForLocks(m_locks));
    m_full.clear();
    m_brief.clear();
    for (const auto &sentence : graph.deadlocks())
        m_full += sentence;
    for (const auto &sentence : graph.briefDeadlocks())
        m_brief += sentence;
    auto colours = palette();
    colours.setColor(QPalette::WindowText, accentColour(Accent::Stale, colours));
    m_text->setPalette(colours);
    m_text->setToolTip(plainToolTip(m_full.join(u'\n')));
    setVisible(!m_full.isEmpty());
    fit();
}

bool DeadlockBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::Resize)
        fit();
    return QFrame::eventFilter(watched, event);
}

/// The details must not be squeezed: what does not fit into three lines is folded. The tooltip and the graph have all.
void DeadlockBar::fit()
{
    const auto shown = [this](const QStringList &sentences) {
        auto first = sentences.first(std::min(sentences.size(), MostSentences));
        if (sentences.size() > first.size())
            first += tr("%n more deadlock(s).", nullptr, static_cast<int>(sentences.size() - first.size()));
        return first.join(u'\n');
    };
    const auto full = shown(m_full);
    const QFontMetrics metrics(m_text->font());
    const auto needed = metrics.boundingRect(QRect(0, 0, m_text->width(), 0), Qt::TextWordWrap, full).height();
    m_text->setText(needed <= MostLines * metrics.lineSpacing() ? full : shown(m_brief));
}

} // namespace Lockscope::Ui
