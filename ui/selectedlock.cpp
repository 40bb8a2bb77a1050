// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/selectedlock.h"

#include "ui/details/detailspane.h"
#include "ui/locks/lockspage.h"
#include "ui/model/locktablemodel.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/waitingview.h"

namespace Lockscope::Ui {

void showSelectedLock(const LocksPage &page, const LockTableModel &locks, DetailsPane &details, WaitingView &waiting,
                      TimelinePage &timeline)
{
    const auto *report = page.current();
    const auto key = report ? report->key() : std::string();
    if (report) {
        const auto &lock = locks.lockInSlot(locks.slotAt(locks.rowOf(key)));
        details.setReport(*report, {.held = lock.heldSince, .waiting = lock.waiting});
    } else {
        details.clear();
    }
    waiting.setCurrent(key);
    timeline.setCurrent(key);
}

} // namespace Lockscope::Ui
