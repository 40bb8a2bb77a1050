// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/heldlocksmenu.h"

#include "ui/create/heldlocks.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"

#include <lockscope/displaytext.h>

namespace Lockscope::Ui {

HeldLocksMenu::HeldLocksMenu(HeldLocks &locks, QWidget *parent)
    : QMenu(parent)
    , m_locks(locks)
{
    setObjectName(QStringLiteral("heldLocksMenu"));
    connect(&locks, &HeldLocks::changed, this, &HeldLocksMenu::refill);
    refill();
}

void HeldLocksMenu::refill()
{
    clear();
    setTitle(heldLocksText(m_locks));
    for (const auto &entry : m_locks.entries()) {
        const bool isHeld = entry.state == HeldLocks::State::Held;
        const auto path = menuText(displayText(entry.path));
        auto *action = addAction(glyphIcon(isHeld ? Glyph::Held : Glyph::Waiting),
                                 isHeld ? tr("Release %1").arg(path) : tr("Stop waiting for %1").arg(path));
        connect(action, &QAction::triggered, this, [this, id = entry.id] { m_locks.release(id); });
    }
    if (m_locks.entries().size() < 2)
        return;
    addSeparator();
    addAction(tr("Release &all"), &m_locks, &HeldLocks::releaseAll);
}

} // namespace Lockscope::Ui
