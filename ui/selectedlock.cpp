// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/selectedlock.h"

#include "ui/details/detailspane.h"
#include "ui/locks/lockspage.h"
#include "ui/model/lockrow.h"
#include "ui/timeline/timelinepage.h"
#include "ui/waiting/waitingview.h"

namespace Lockscope::Ui {

void showSelectedLock(const LocksPage &page, DetailsPane &details, WaitingView &waiting, TimelinePage &timeline)
{
    const auto *lock = page.current();
    const auto key = lock ? lock->key : std::string();
    if (lock)
        details.setReport(lock->report(), {.held = lock->heldSince, .waiting = lock->waiting});
    else
        details.clear();
    waiting.setCurrent(key);
    timeline.setCurrent(key);
}

} // namespace Lockscope::Ui
