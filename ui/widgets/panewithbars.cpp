// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/panewithbars.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace Lockscope::Ui {

PaneWithBars::PaneWithBars(QWidget &pane, const QList<QWidget *> &bars, QWidget *parent)
    : QWidget(parent)
    , m_parts(bars)
{
    m_parts.prepend(&pane);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(&pane, 1);
    for (auto *bar : bars)
        layout->addWidget(bar);
    for (auto *part : m_parts)
        part->installEventFilter(this);
    showOrHide();
}

bool PaneWithBars::eventFilter(QObject *watched, QEvent *event)
{
    // Sent even while this widget is hidden.
    if (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent)
        showOrHide();
    return QWidget::eventFilter(watched, event);
}

void PaneWithBars::showOrHide()
{
    setVisible(std::ranges::any_of(m_parts, [](const QWidget *part) { return !part->isHidden(); }));
}

} // namespace Lockscope::Ui
