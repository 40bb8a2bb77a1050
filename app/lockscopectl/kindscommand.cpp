// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "layout.h"
#include "reporttext.h"

#include <lockscope/json.h>
#include <lockscope/lockformats.h>
#include <lockscope/lockkinds.h>

#include <algorithm>

namespace Ctl {

using Lockscope::jsonText;
using Lockscope::JsonWriter;

namespace {

struct Entry
{
    std::string_view id;
    std::string_view type;
    std::string_view system; ///< the library that it is from; may be empty
    std::string_view description;
    std::string_view caution; ///< may be empty
};

std::vector<Entry> entries()
{
    std::vector<Entry> all;
    for (const auto &kind : Lockscope::lockKinds())
        all.push_back({kind.id, "kind", kind.system, kind.description, kind.caution});
    all.push_back(
        {"etcd", "kind", "etcdctl lock", "A key in etcd, in an ordered queue, on a lease that its holder renews",
         "needs a server; if its holder is stopped for longer than the lease, another process acquires the lock"});
    for (const auto &format : Lockscope::lockFormats())
        all.push_back({format.id, "format", {}, format.description, {}});
    return all;
}

void printJson(Output &output)
{
    for (const auto &entry : entries()) {
        std::string line;
        JsonWriter json(line);
        json.beginObject();
        json.key("id").bytes(entry.id);
        json.key("type").bytes(entry.type);
        json.key("system").bytesOrNull(entry.system);
        json.key("description").bytes(entry.description);
        json.key("caution").bytesOrNull(entry.caution);
        json.endObject();
        output.line(line);
    }
}

/// The formats are in alphabetical order; long descriptions are wrapped.
void printTable(Output &output)
{
    auto all = entries();
    std::ranges::sort(std::ranges::find(all, "format", &Entry::type), all.end(), {}, &Entry::id);
    std::vector<QStringList> rows{{QStringLiteral("TYPE"), QStringLiteral("ID"), QStringLiteral("FROM"), QString()}};
    QStringList descriptions{QStringLiteral("DESCRIPTION")};
    for (const auto &entry : all) {
        rows.push_back({jsonText(entry.type), jsonText(entry.id),
                        entry.system.empty() ? QStringLiteral("-") : jsonText(entry.system), QString()});
        descriptions += entry.caution.empty()
                            ? jsonText(entry.description)
                            : QStringLiteral("%1 (%2)").arg(jsonText(entry.description), jsonText(entry.caution));
    }
    const auto layout = Layout::ofOutput(false);
    const auto lines = alignedTable(rows);
    // Beside long IDs, a narrow terminal has no room for a description: it gets lines of its own.
    constexpr qsizetype Indent = 4;
    constexpr qsizetype MinDescription = 30;
    const bool isNarrow = layout.width && *layout.width - lines.front().size() < MinDescription;
    for (qsizetype index = 0; index < lines.size(); ++index) {
        const auto indent = isNarrow ? Indent : lines[index].size();
        const QString head =
            isNarrow ? lines[index].trimmed() + QLatin1Char('\n') + QString(Indent, u' ') : lines[index];
        output.line(head + wrapped(descriptions[index], indent, layout));
    }
}

int run(const Arguments &arguments, Output &output)
{
    if (!arguments.operands.empty())
        return usageError(kindsCommand(), QStringLiteral("too many operands: expected none"));
    if (arguments.json)
        printJson(output);
    else
        printTable(output);
    return ExitStatus::Done;
}

} // namespace

const Command &kindsCommand()
{
    static const Command command{
        .name = "kinds",
        .synopsis = "",
        .summary = "list the kinds of lock to create and the recognised formats",
        .details = "Lists the kinds of lock that 'run' and 'hold' can create, and the formats that\n"
                   "'inspect' and 'scan' recognise.",
        .exitStatus = "  0  done\n"
                      "  2  usage error",
        .example = "lockscopectl kinds --json",
        .options = {Option::Json},
        .run = run,
    };
    return command;
}

} // namespace Ctl
