// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "optionvalues.h"

#include <lockscope/lockkinds.h>
#include <lockscope/result.h>
#include <lockscope/time.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
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
    Reports,
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
    Compare,
    Formats,
    Ask,
    Host,
    AllowBreak,
    Ttl,
    StartLocal,
};

/// One option in a help text.
struct OptionText
{
    std::string_view name;  ///< e.g. `--timeout`
    std::string_view value; ///< name of its value, empty for a flag
    std::string_view meaning;
    bool isValueOptional = false; ///< then it is only given with `=`
};
const OptionText &textOf(Option option);

/// Whether the option, with or without a value, is among the words before `--`. The words are not parsed, because they
/// may be for another version: the value of another option can be mistaken for the option.
bool hasOption(std::span<const std::string_view> words, Option option);

/// The parsed arguments of a command. Operands are bytes: paths need not be valid in any encoding.
struct Arguments
{
    bool help = false;
    bool version = false;
    bool json = false;
    bool all = false;
    bool wellKnown = false;
    bool noHistory = false;
    bool reports = false;
    bool force = false;
    bool dryRun = false;
    bool clean = false;
    bool deletes = false;
    bool forPythonPeers = false;
    bool check = false;
    bool explain = false;
    bool compare = false;
    bool nullSeparated = false;
    bool progress = false;
    bool wide = false;
    bool quiet = false;
    bool ask = false;
    bool allowBreak = false;
    bool startLocal = false;
    std::optional<std::chrono::seconds> ttl;
    std::string askOnly;                           ///< name of the host; empty: all
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

/// The option of any command with this name (`--json`, `-0`); null if no command has it.
const OptionText *findOption(std::string_view name);

/// Removes `--host HOST` from the words and returns HOST; or the HOST of operands `ssh://HOST/PATH`, of which PATH
/// remains. The values of other options are not examined: they are for lockscopectl on that host, whose version and
/// formats may differ. Absent if no host is named; InvalidOption if there are several, or one without a name or a path.
Lockscope::Result<std::optional<std::string>> takeHost(std::vector<std::string_view> &words);

/// Options and operands may be mixed; `--` ends the options. A usage error is InvalidOption, with a detail that names
/// the argument and the reason.
Lockscope::Result<Arguments> parseArguments(std::span<const std::string_view> words, std::span<const Option> allowed);

} // namespace Ctl
