// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/locktable.h"

#include <QString>

namespace Lockscope::Ui {

struct LockRow;

/// The filter term that shows the locks with the same value in this column: `kind:zc`, `pid:42`. Empty if the cell is
/// empty, or if the filter has no term for it.
QString cellFilter(const LockRow &lock, LockTable::Column column);

} // namespace Lockscope::Ui
