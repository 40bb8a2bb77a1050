// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "progressline.h"

#include "layout.h"
#include "output.h"

namespace Ctl {

ProgressLine::ProgressLine(bool wanted)
    : m_width(wanted ? Output::errorTerminalWidth() : std::nullopt)
{}

void ProgressLine::show(const QString &text)
{
    if (!m_width)
        return;
    // The last column stays free, because some terminals begin a new line after it.
    writeError(QStringLiteral("\r") + shortened(text, *m_width - 1).leftJustified(*m_width - 1));
    m_isShown = true;
}

void ProgressLine::clear()
{
    if (!m_isShown)
        return;
    writeError(QStringLiteral("\r") + QString(*m_width - 1, u' ') + QStringLiteral("\r"));
    m_isShown = false;
}

} // namespace Ctl
