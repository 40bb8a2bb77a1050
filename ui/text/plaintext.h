// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>

/// Untrusted text made safe for widgets.
namespace Lockscope::Ui {

/// The text for a tooltip. Qt interprets a tooltip that looks like HTML, so a file name could show an image or a false
/// verdict. Everything is escaped here, then wrapped in a tag that preserves spaces and line breaks.
QString plainToolTip(const QString &text);

/// The text for a menu or a button: short, and without a mnemonic.
QString menuText(const QString &text);

/// The bytes of a lock file as text: line breaks and tabs follow a visible sign, other control characters are escaped.
QString visibleText(const std::string &bytes);

/// Offset, hexadecimal and ASCII, 16 bytes per line.
QString hexDump(const std::string &bytes);

} // namespace Lockscope::Ui
