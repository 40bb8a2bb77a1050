// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Lockscope::Ui {

/// All of a report as Markdown, for a ticket. Names and contents stand in code spans, where no sign of theirs means
/// anything.
QString reportMarkdown(const LockReport &report);

} // namespace Lockscope::Ui
