// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>

/// Foreign text made harmless for widgets.
namespace Lockscope::Ui {

/// The text for a tooltip. Qt takes a tooltip that looks like HTML for HTML, so that a file name could show an image or
/// a false verdict: here everything is escaped, then wrapped in the one tag that keeps spaces and line breaks.
QString plainToolTip(const QString &text);

/// Bytes of a lock file for reading: line breaks and tabs with a sign before them, other control characters escaped.
QString visibleText(const std::string &bytes);

/// Offset, hexadecimal and ASCII, 16 bytes a line.
QString hexDump(const std::string &bytes);

} // namespace Lockscope::Ui
