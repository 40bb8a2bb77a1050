// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/help/welcomebar.h"

#include "ui/settings/preferences.h"
#include "ui/widgets/glyphlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace Lockscope::Ui {

namespace {

constexpr auto WelcomedKey = "help/welcomed";

} // namespace

WelcomeBar::WelcomeBar(Preferences &preferences, QAction &manual, QWidget *parent)
    : QFrame(parent)
    , m_preferences(preferences)
{
    setObjectName(QStringLiteral("welcomeBar"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text = new QLabel(
        tr("The table shows the locks of this host: who holds each one, and which are stale. Select a lock to see the "
           "evidence and what you can do. Ctrl+K answers who uses a path, even without a lock."));
    m_text->setObjectName(QStringLiteral("welcomeText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *open = new QPushButton(tr("Manual"));
    connect(open, &QPushButton::clicked, &manual, &QAction::trigger);
    auto *close = new QPushButton(tr("Got it"));
    close->setObjectName(QStringLiteral("welcomeDismiss"));
    connect(close, &QPushButton::clicked, this, &WelcomeBar::dismiss);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(new GlyphLabel(Glyph::Application, style()->pixelMetric(QStyle::PM_SmallIconSize)), 0,
                      Qt::AlignTop);
    layout->addWidget(m_text, 1, Qt::AlignTop);
    layout->addWidget(open, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

/// The splitter above knows only heights that do not depend on the width.
void WelcomeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_text->setFixedHeight(m_text->heightForWidth(m_text->width()));
}

void WelcomeBar::showUnlessDismissed()
{
    setVisible(!m_preferences.value(QLatin1String(WelcomedKey)).toBool());
}

void WelcomeBar::dismiss()
{
    m_preferences.setValue(QLatin1String(WelcomedKey), true);
    hide();
}

} // namespace Lockscope::Ui
