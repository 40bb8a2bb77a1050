// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "command.h"
#include "exitstatus.h"
#include "pathoperands.h"

#include <lockscope/directoryscan.h>
#include <lockscope/displaytext.h>
#include <lockscope/inspector.h>
#include <lockscope/wording.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Ctl {

using Lockscope::LockReport;
using Lockscope::Verdict;

namespace {

using State = Verdict::State;

constexpr std::array States{State::Held, State::Stale, State::Free, State::Unknown, State::Absent};

struct Sample
{
    std::string format;
    State state;
    std::optional<double> age; ///< in seconds
    std::size_t waiters;
};

/// By the labels of the lock, because a series may occur only once.
using Samples = std::map<std::string, Sample>;

/// In the text format, a label contains any UTF-8, with these three characters escaped.
std::string label(std::string_view name, const QString &value)
{
    std::string text = std::string(name) + "=\"";
    for (const char c : value.toStdString()) {
        if (c == '\\' || c == '"')
            text += '\\';
        if (c == '\n')
            text += "\\n";
        else
            text += c;
    }
    return text + '"';
}

std::string labelsOf(const LockReport &report)
{
    auto labels = label("path", Lockscope::displayText(report.path)) + ',' +
                  label("format", Lockscope::displayText(report.format));
    if (!report.row.empty())
        labels += ',' + label("row", Lockscope::displayText(report.row));
    return labels;
}

std::string number(double value)
{
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 3);
    return {digits.data(), end.ptr};
}

/// The Prometheus text exposition format, version 0.0.4: the samples of a metric follow its description.
class Exposition
{
public:
    void describe(std::string_view name, std::string_view help)
    {
        m_name = name;
        m_text += "# HELP " + m_name + ' ' + std::string(help) + "\n# TYPE " + m_name + " gauge\n";
    }
    void sample(const std::string &labels, const std::string &value)
    {
        m_text += m_name + (labels.empty() ? std::string() : '{' + labels + '}') + ' ' + value + '\n';
    }
    const std::string &text() const { return m_text; }

private:
    std::string m_name;
    std::string m_text;
};

std::string stateLabel(State state)
{
    return "state=\"" + std::string(toWord(state)) + '"';
}

std::string expositionOf(const Samples &samples, std::size_t errors)
{
    Exposition metrics;
    metrics.describe("lockscope_locks", "Locks in each state.");
    for (const auto state : States) {
        std::size_t count = 0;
        for (const auto &[labels, sample] : samples)
            count += sample.state == state ? 1 : 0;
        metrics.sample(stateLabel(state), std::to_string(count));
    }
    metrics.describe("lockscope_lock_state", "The state of each lock; always 1.");
    for (const auto &[labels, sample] : samples)
        metrics.sample(labels + ',' + stateLabel(sample.state), "1");
    metrics.describe("lockscope_lock_age_seconds", "Time since the lock was last modified.");
    for (const auto &[labels, sample] : samples) {
        if (sample.age)
            metrics.sample(labels, number(*sample.age));
    }
    metrics.describe("lockscope_lock_waiters", "Processes that wait for the lock, as far as the kernel reports them.");
    for (const auto &[labels, sample] : samples)
        metrics.sample(labels, std::to_string(sample.waiters));
    metrics.describe("lockscope_errors", "Directories and locks that could not be read.");
    metrics.sample({}, std::to_string(errors));
    return metrics.text();
}

std::optional<double> ageOf(const LockReport &report)
{
    return report.age ? std::optional(report.age->count()) : std::nullopt;
}

int run(const Arguments &arguments, Output &output)
{
    if (arguments.operands.empty() && !arguments.wellKnown)
        return usageError(metricsCommand(), QStringLiteral("missing PATH operand"));
    const auto roots = rootsOf(arguments);
    if (!roots)
        return ExitStatus::Failed;

    Samples samples;
    std::size_t errors = 0;
    const Lockscope::Inspector inspector;
    const auto add = [&](const LockReport &report) {
        errors += report.error && report.verdict.state != State::Absent ? 1 : 0;
        samples.insert_or_assign(labelsOf(report),
                                 Sample{report.format, report.verdict.state, ageOf(report), report.waiterCount()});
    };
    Lockscope::ScanOptions options;
    options.rows = true;
    Lockscope::ScanSink sink;
    sink.batch = [&](std::vector<LockReport> reports) {
        for (const auto &report : reports) {
            if (report.verdict.state != State::Absent)
                add(report);
        }
    };
    sink.progress = [](const Lockscope::ScanProgress &) {};
    sink.unreadable = [&](const Lockscope::Failure &failure) {
        // A scan reports a lock that is absent as a directory that is.
        if (failure.systemErrno == ENOENT && std::ranges::find(*roots, failure.path) != roots->end()) {
            // It may as well be a mistake in a path.
            const auto report = inspector.inspect(failure.path);
            printError(QStringLiteral("%1: %2").arg(report.pathText(), text(report.verdict)));
            return add(report);
        }
        ++errors;
        printError(failure.message());
    };
    sink.directory = [](const std::filesystem::path &) {};
    Lockscope::scanDirectories(*roots, inspector, options, sink, {});
    output.lines(expositionOf(samples, errors));
    return errors == 0 ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace

const Command &metricsCommand()
{
    static const Command command{
        .name = "metrics",
        .synopsis = "PATH...",
        .summary = "print the state, age and waiters of locks for Prometheus",
        .details = "Inspects each PATH, and every lock below it if it is a directory, and prints\n"
                   "metrics in the text format of Prometheus, for the textfile collector of its\n"
                   "node exporter or for a script. The metrics are lockscope_locks (by state),\n"
                   "lockscope_lock_state, lockscope_lock_age_seconds and lockscope_lock_waiters (by\n"
                   "path and format), and lockscope_errors. To be alerted when a lock has been stale\n"
                   "for ten minutes, use the expression lockscope_lock_state{state=\"stale\"} == 1\n"
                   "for 10m. A PATH that does not exist is a lock in the state absent, and is also\n"
                   "reported on standard error. The operand - reads paths from standard input, one\n"
                   "per line.",
        .exitStatus = "  0  done\n"
                      "  2  usage error\n"
                      "  4  a path could not be read; the others are printed",
        .example = "lockscopectl metrics /run /var/lib > locks.prom",
        .options = {Option::WellKnown, Option::NullSeparated, Option::Formats},
        .run = run,
    };
    return command;
}

} // namespace Ctl
