// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace Ctl {

/// A transient progress line on standard error. Prints nothing if standard error is not a terminal.
class ProgressLine
{
public:
    explicit ProgressLine(bool wanted);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QString &text);
    /// To be called before anything else is printed.
    void clear();

private:
    std::optional<qsizetype> m_width;
    bool m_isShown = false;
};

} // namespace Ctl
