// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/lockreport.h>

#include <string>

namespace Lockscope::Ui {

/// A report in a tenth of its memory, for 100,000 rows of which one is shown in full. Texts that many reports share,
/// e.g. those of formats, are stored once for the process. Not thread-safe: for the GUI thread.
class PackedReport
{
public:
    explicit PackedReport(const LockReport &report);

    /// Equal to the report that was packed. Takes microseconds.
    LockReport unpacked() const;

    /// Whether the reports are equal.
    bool operator==(const PackedReport &) const = default;

private:
    std::string m_bytes;
};

} // namespace Lockscope::Ui
