// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/emptystate.h"

#include "ui/widgets/scaledfont.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace Lockscope::Ui {

EmptyState::EmptyState(const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_explanation(new QLabel(this))
    , m_button(new QPushButton(this))
{
    setObjectName(objectName);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);

    m_title->setFont(scaledFont(m_title->font(), 1.4));
    m_title->setObjectName(objectName + QLatin1String("Title"));
    m_explanation->setForegroundRole(QPalette::PlaceholderText);
    for (auto *label : {m_title, m_explanation}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    m_button->setObjectName(objectName + QLatin1String("Remedy"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch();
    layout->addWidget(m_title);
    layout->addWidget(m_explanation);
    layout->addSpacing(8);
    layout->addWidget(m_button, 0, Qt::AlignCenter);
    layout->addStretch();
}

void EmptyState::say(const QString &title, const QString &explanation)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    m_button->hide();
}

void EmptyState::say(const QString &title, const QString &explanation, QAction &remedy)
{
    say(title, explanation);
    m_button->setText(remedy.text());
    m_button->disconnect();
    connect(m_button, &QPushButton::clicked, &remedy, &QAction::trigger);
    m_button->show();
}

} // namespace Lockscope::Ui
