// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

namespace Lockscope::Ui {

class DetailsPane;
class LocksPage;
class TimelinePage;
class WaitingView;

/// Shows the lock that is selected in the table in the views beside it.
void showSelectedLock(const LocksPage &page, DetailsPane &details, WaitingView &waiting, TimelinePage &timeline);

} // namespace Lockscope::Ui
