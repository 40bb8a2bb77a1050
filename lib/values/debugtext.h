// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDebug>
#include <QString>

namespace Lockscope {

/// A text in a log line without quotes.
inline QDebug writeDebug(QDebug debug, const QString &text)
{
    const QDebugStateSaver saver(debug);
    debug.noquote().nospace() << text;
    return debug;
}

/// As Qt Test expects it.
inline char *testText(const QString &text)
{
    return qstrdup(text.toUtf8().constData());
}

} // namespace Lockscope
