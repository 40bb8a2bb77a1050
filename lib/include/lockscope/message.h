// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Sentences as data: an ID and its arguments. `<lockscope/wording.h>` converts them to text.

#include <lockscope/claim.h>
#include <lockscope/lockscope_export.h>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace Lockscope {

/// The value whose toWord() is this word; absent for other words: `fromWord<Verdict::State>("held")`. Exists for
/// every enumeration that has toWord().
template <typename Enum>
std::optional<Enum> fromWord(std::string_view word) = delete;

/// Identifies the sentence of a message. The texts are in the `wording` room of the library.
namespace Sentence {
enum class Verdict : std::uint16_t;
enum class Finding : std::uint16_t;
enum class Refusal : std::uint16_t;
enum class Detail : std::uint16_t;
enum class Plan : std::uint16_t;
using Id = std::variant<Verdict, Finding, Refusal, Detail, Plan>;
} // namespace Sentence

/// A process in a sentence: `process 4242 (nginx)`, without the parentheses if its name is not known.
struct ProcessName
{
    std::int64_t pid = 0;
    std::string name;

    bool operator==(const ProcessName &) const = default;
};

/// The holders of a lock in a sentence; an empty list becomes `a process that cannot be seen from here`.
struct ProcessNames
{
    std::vector<ProcessName> processes;

    bool operator==(const ProcessNames &) const = default;
};

/// A kernel lock in a sentence: `an exclusive POSIX lock on bytes 0 to 99`.
struct LockDescription
{
    enum class Type
    {
        Flock,
        Posix,
        Ofd,
        Lease,
    };
    Type type = Type::Flock;
    bool isShared = false;
    std::uint64_t start = 0;
    std::optional<std::uint64_t> end; ///< last byte; absent: to the end of the file

    bool operator==(const LockDescription &) const = default;
};

/// Processes that wait for each other: each waits for the next in the list, the last for the first.
struct DeadlockCycle
{
    std::vector<std::int64_t> pids;

    bool operator==(const DeadlockCycle &) const = default;
};

/// The owner that a lock records: `4242 on box`.
struct OwnerNames
{
    std::vector<std::int64_t> pids; ///< every possible PID if digits run together
    std::optional<std::string> name;
    std::optional<std::string> hostname;

    bool operator==(const OwnerNames &) const = default;
};

/// An English clause from a format or from the system. It is translated when it is displayed.
struct Phrase
{
    std::string text;

    bool operator==(const Phrase &) const = default;
};

/// One sentence or clause, stored as its identifier and the values in it. It does not depend on the language of the
/// program; text() of `<lockscope/wording.h>` converts it to text.
struct LOCKSCOPE_EXPORT Message
{
    /// Strings may contain any bytes; they are escaped when they are displayed.
    using Argument = std::variant<std::int64_t, double, std::string, ProcessName, ProcessNames, LockDescription,
                                  DeadlockCycle, OwnerNames, Phrase>;

    Sentence::Id id;
    std::vector<Argument> arguments; ///< the values of the placeholders %1, %2 ... in this order

    template <std::convertible_to<Sentence::Id> Id, typename... Arguments>
    explicit(false) Message(Id sentence, Arguments &&...values)
        : id(sentence)
    {
        arguments.reserve(sizeof...(values));
        (arguments.emplace_back(std::forward<Arguments>(values)), ...);
    }

    bool operator==(const Message &) const = default;
};

} // namespace Lockscope
