// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Lockscope::Ui {

/// What a person can do to know what cannot be known from here, a sentence; empty where nothing is open.
QString decidingText(const LockReport &report);

} // namespace Lockscope::Ui
