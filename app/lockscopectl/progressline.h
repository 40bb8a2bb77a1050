// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace Ctl {

/// One line on a terminal that says how far the work is, and that disappears. Nothing if standard error is no terminal.
class ProgressLine
{
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QString &text);
    /// Before anything else is printed.
    void clear();

private:
    std::optional<qsizetype> m_width;
    bool m_isShown = false;
};

} // namespace Ctl
