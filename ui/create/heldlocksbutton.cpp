// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/heldlocksbutton.h"

#include "ui/create/heldlocks.h"
#include "ui/create/heldlocksmenu.h"
#include "ui/widgets/glyph.h"

namespace Lockscope::Ui {

HeldLocksButton::HeldLocksButton(HeldLocks &locks, QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("holdingLocks"));
    setIcon(glyphIcon(Glyph::Held));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(QToolButton::InstantPopup);
    setMenu(new HeldLocksMenu(locks, this));
    setToolTip(tr("Release the locks that this window holds"));
    const auto showText = [this, &locks] {
        setText(heldLocksText(locks));
        setVisible(!locks.isEmpty());
    };
    connect(&locks, &HeldLocks::changed, this, showText);
    showText();
}

} // namespace Lockscope::Ui
