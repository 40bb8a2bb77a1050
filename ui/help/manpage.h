// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace Lockscope::Ui {

/// A manual page in the man(7) language as HTML. Knows the macros that the pages of Lockscope use.
QString manPageHtml(const QByteArray &page);

} // namespace Lockscope::Ui
