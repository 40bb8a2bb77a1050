// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/details/processview.h"

#include <lockscope/capture.h>
#include <lockscope/lockhistory.h>

#include <memory>
#include <vector>

namespace Lockscope::Ui {

/// The parents and children of a process, as far as the capture contains them; instead of ProcessTree::read().
ProcessView::Reader readerOf(std::shared_ptr<const Capture> capture);

/// The intervals of the capture that the filter selects; instead of LockHistory::intervals().
std::vector<LockInterval> intervalsOf(const Capture &capture, const LockHistory::Filter &filter);

} // namespace Lockscope::Ui
