// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace Lockscope::Ui {

/// A key for sorting names as people do: in any case, and `l2` before `l10`.
QString naturalKey(const QString &text);

} // namespace Lockscope::Ui
