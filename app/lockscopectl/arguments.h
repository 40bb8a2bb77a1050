// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "optionvalues.h"

#include <lockscope/lockkinds.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Ctl {

enum class Option
{
    Json,
    Timeout,
    Template,
    Shared,
    Keep,
    Database,
    Unthreaded,
    ForPythonPeers,
    All,
    WellKnown,
    NoHistory,
    Force,
    DryRun,
    Clean,
    Delete,
    Check,
    State,
    Format,
    Sort,
    NullSeparated,
    Progress,
    Wide,
    Quiet,
    Pid,
    Explain,
    Formats,
};

/// One option in a help text.
struct OptionText
{
    std::string_view name;  ///< e.g. `--timeout`
    std::string_view value; ///< name of its value, empty for a flag
    std::string_view meaning;
};
const OptionText &textOf(Option option);

/// The parsed arguments of a command. Operands are bytes: paths need not be valid in any encoding.
struct Arguments
{
    bool help = false;
    bool version = false;
    bool json = false;
    bool all = false;
    bool wellKnown = false;
    bool noHistory = false;
    bool force = false;
    bool dryRun = false;
    bool clean = false;
    bool deletes = false;
    bool forPythonPeers = false;
    bool check = false;
    bool explain = false;
    bool nullSeparated = false;
    bool progress = false;
    bool wide = false;
    bool quiet = false;
    std::int64_t pid = 0;                          ///< 0: all processes
    std::vector<Lockscope::Verdict::State> states; ///< empty: all
    std::vector<std::string> formats;              ///< empty: all
    std::vector<std::filesystem::path> formatDirectories;
    SortKey sort = SortKey::None;
    Lockscope::Timeout timeout;
    Lockscope::KindOptions kindOptions;
    std::vector<std::string> operands;
    std::size_t operandsBeforeDashes = 0; ///< the number of operands before `--`; all if there is no `--`
};

/// The option of any command with this name (`--json`, `-0`); null if there is none.
const OptionText *findOption(std::string_view name);

/// Options and operands may be mixed; `--` ends the options. A usage error is InvalidOption, with a detail that names
/// the argument and the reason.
Lockscope::Result<Arguments> parseArguments(std::span<const std::string_view> words, std::span<const Option> allowed);

} // namespace Ctl
