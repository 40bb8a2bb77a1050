// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <QString>

namespace Lockscope::Ui {

/// A whole report as Markdown, for a ticket. Names and contents are in code spans, where no character is interpreted.
QString reportMarkdown(const LockReport &report);

} // namespace Lockscope::Ui
