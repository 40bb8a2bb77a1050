// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/timerangebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Lockscope::Ui {

TimeRangeBar::TimeRangeBar(const QString &objectName, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel)
{
    setObjectName(objectName);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    connect(addButton(tr("Clear")), &QPushButton::clicked, this, &TimeRangeBar::cleared);
    hide();
}

void TimeRangeBar::setText(const QString &text)
{
    m_text->setText(text);
    setVisible(!text.isEmpty());
}

QPushButton *TimeRangeBar::addButton(const QString &text)
{
    auto *button = new QPushButton(text);
    auto *row = static_cast<QHBoxLayout *>(layout());
    row->insertWidget(1, button);
    return button;
}

} // namespace Lockscope::Ui
