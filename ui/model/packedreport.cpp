// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/model/packedreport.h"

#include <bit>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace Lockscope::Ui {

namespace {

/// Texts that are stored once, with their numbers.
class SharedTexts
{
public:
    /// Absent if there are too many texts: these reports have unusual ones, which are stored in full.
    std::optional<std::uint64_t> numberOf(std::string_view text)
    {
        if (const auto known = m_numbers.find(text); known != m_numbers.end())
            return known->second;
        constexpr std::size_t MaxTexts = 20'000;
        if (m_texts.size() >= MaxTexts)
            return {};
        const auto number = m_texts.size();
        m_texts.emplace_back(text);
        m_numbers.emplace(m_texts.back(), number);
        return number;
    }
    const std::string &at(std::uint64_t number) const { return m_texts[number]; }

private:
    std::deque<std::string> m_texts; ///< does not move them
    std::unordered_map<std::string_view, std::uint64_t> m_numbers;
};

SharedTexts &sharedTexts()
{
    static SharedTexts texts;
    return texts;
}

/// A text that many reports have.
template <typename Text>
struct Shared
{
    Text &text;
};
template <typename Text>
Shared<Text> shared(Text &text)
{
    return {text};
}

template <typename T, typename Value>
concept Is = std::same_as<std::remove_const_t<T>, Value>;

// All members of each type, in order: a member that is added to one of them is an error of the compiler here.

auto fieldsOf(Is<InodeKey> auto &value)
{
    auto &[major, minor, inode] = value;
    return std::tie(major, minor, inode);
}
auto fieldsOf(Is<FileSystemKind> auto &value)
{
    auto &[type, remote, lockReach] = value;
    return std::tuple_cat(std::tuple(shared(type)), std::tie(remote, lockReach));
}
auto fieldsOf(Is<InodeInfo> auto &value)
{
    auto &[inodeType, size, mode, links, ownerUid, created, modified, changed] = value;
    return std::tie(inodeType, size, mode, links, ownerUid, created, modified, changed);
}
auto fieldsOf(Is<ProcessName> auto &value)
{
    auto &[pid, name] = value;
    return std::tie(pid, name);
}
auto fieldsOf(Is<ProcessNames> auto &value)
{
    auto &[processes] = value;
    return std::tie(processes);
}
auto fieldsOf(Is<LockDescription> auto &value)
{
    auto &[type, isShared, start, end] = value;
    return std::tie(type, isShared, start, end);
}
auto fieldsOf(Is<DeadlockCycle> auto &value)
{
    auto &[pids] = value;
    return std::tie(pids);
}
auto fieldsOf(Is<OwnerNames> auto &value)
{
    auto &[pids, name, hostname] = value;
    return std::tie(pids, name, hostname);
}
auto fieldsOf(Is<Phrase> auto &value)
{
    auto &[text] = value;
    return std::tuple(shared(text));
}
auto fieldsOf(Is<Message> auto &value)
{
    auto &[id, arguments] = value;
    return std::tie(id, arguments);
}
auto fieldsOf(Is<Verdict> auto &value)
{
    auto &[state, confidence, reason, sentences] = value;
    return std::tie(state, confidence, reason, sentences);
}
auto fieldsOf(Is<Evidence> auto &value)
{
    auto &[id, supports, finding, source, host] = value;
    return std::tuple_cat(std::tie(id, supports, finding, source), std::tuple(shared(host)));
}
auto fieldsOf(Is<FormatMatch> auto &value)
{
    auto &[id, confidence, reason] = value;
    return std::tuple_cat(std::tuple(shared(id)), std::tie(confidence, reason));
}
auto fieldsOf(Is<ProbeError> auto &value)
{
    auto &[code, call, message] = value;
    return std::tuple(shared(code), shared(call), shared(message));
}
auto fieldsOf(Is<AskedHost> auto &value)
{
    auto &[host, machineId, bootId, askedAt, took, error] = value;
    return std::tuple_cat(std::tuple(shared(host), shared(machineId), shared(bootId)), std::tie(askedAt, took),
                          std::tuple(shared(error)));
}
auto fieldsOf(Is<Claim> auto &value)
{
    auto &[pid, pids, hostname, thread, name, startTime, bootId, startTicks, machineId, pidNamespace] = value;
    return std::tie(pid, pids, hostname, thread, name, startTime, bootId, startTicks, machineId, pidNamespace);
}
auto fieldsOf(Is<ProcessFacts> auto &value)
{
    auto &[pid, ppid, name, commandLine, uid, user, startTicks, startTime, state, threads, pidNamespace, namespacePids,
           container, isKernelThread] = value;
    return std::tuple_cat(std::tie(pid, ppid, name, commandLine, uid), std::tuple(shared(user)),
                          std::tie(startTicks, startTime, state, threads, pidNamespace, namespacePids),
                          std::tuple(shared(container)), std::tie(isKernelThread));
}
auto fieldsOf(Is<LockHolder> auto &value)
{
    auto &[pid, fd, name, proved, source, thread] = value;
    return std::tie(pid, fd, name, proved, source, thread);
}
auto fieldsOf(Is<LockWaiter> auto &value)
{
    auto &[pid, name] = value;
    return std::tie(pid, name);
}
auto fieldsOf(Is<NfsClient> auto &value)
{
    auto &[name, address, isLeaseExpired, sinceRenewal] = value;
    return std::tie(name, address, isLeaseExpired, sinceRenewal);
}
auto fieldsOf(Is<KernelLock> auto &value)
{
    auto &[type, mode, inode, file, inTable, onThisFile, start, end, holders, waiters, deadlock, path, pathState,
           tablePid, forNfs, nfsClients] = value;
    return std::tie(type, mode, inode, file, inTable, onThisFile, start, end, holders, waiters, deadlock, path,
                    pathState, tablePid, forNfs, nfsClients);
}
/// The compiler cannot take a type with a base apart: its size is compared below.
auto fieldsOf(Is<LockReport> auto &value)
{
    using Base =
        std::conditional_t<std::is_const_v<std::remove_reference_t<decltype(value)>>, const InodeInfo, InodeInfo>;
    return std::tuple_cat(
        std::tie(static_cast<Base &>(value), value.path, value.row, value.inode, value.age, value.content,
                 value.contentRead, value.linkTarget),
        std::tuple(shared(value.format)),
        std::tie(value.formats, value.verdict, value.owner, value.process, value.kernelLocks, value.evidence,
                 value.asked, value.token, value.queue, value.fileSystem, value.companions, value.companionLocks),
        std::tuple(shared(value.breakAction)), std::tie(value.breakRefused, value.breakPermission, value.error));
}

/// The size of a structure with these members.
template <typename... Members>
consteval std::size_t sizeOf(const std::tuple<Members...> * /*members*/)
{
    const auto aligned = [](std::size_t size, std::size_t alignment) {
        return (size + alignment - 1) / alignment * alignment;
    };
    std::size_t size = 0;
    const auto add = [&]<typename T>(const T *) { size = aligned(size, alignof(T)) + sizeof(T); };
    (add(static_cast<const Members *>(nullptr)), ...);
    return aligned(size, alignof(LockReport));
}
template <typename T>
T memberOf(T & /*member*/);
template <typename T>
T memberOf(Shared<T> & /*member*/);
template <typename... Fields>
std::tuple<decltype(memberOf(std::declval<std::add_lvalue_reference_t<Fields>>()))...>
membersOf(const std::tuple<Fields...> & /*fields*/);
using ReportMembers = decltype(membersOf(fieldsOf(std::declval<LockReport &>())));
static_assert(sizeOf(static_cast<const ReportMembers *>(nullptr)) == sizeof(LockReport),
              "LockReport has a member that is not packed");

template <typename T>
concept Structure = requires(T &value)
{
    fieldsOf(value);
};
template <typename T>
concept Number = std::integral<T> || std::is_enum_v<T>;

/// Numbers have as many groups of 7 bits as they need.
class Writer
{
public:
    void write(std::uint64_t number)
    {
        constexpr unsigned More = 0x80;
        for (; number >= More; number >>= 7U)
            m_bytes += static_cast<char>((number % More) | More);
        m_bytes += static_cast<char>(number);
    }
    /// Small negative numbers are short, too.
    template <Number T>
    void write(const T &value)
    {
        const auto number = static_cast<std::int64_t>(value);
        write((static_cast<std::uint64_t>(number) << 1U) ^ static_cast<std::uint64_t>(number >> 63U));
    }
    void write(double value) { write(std::bit_cast<std::uint64_t>(value)); }
    void write(const std::string &text)
    {
        write(std::uint64_t{text.size()});
        m_bytes += text;
    }
    void write(const std::filesystem::path &path) { write(path.native()); }
    void write(const QString &text) { write(text.toStdString()); }
    void write(const Shared<const std::string> &value)
    {
        const auto number = sharedTexts().numberOf(value.text);
        write(std::uint64_t{number ? *number + 1 : 0});
        if (!number)
            write(value.text);
    }
    template <typename Rep, typename Period>
    void write(const std::chrono::duration<Rep, Period> &duration)
    {
        write(duration.count());
    }
    void write(const WallTime &time) { write(time.time_since_epoch()); }
    template <typename T>
    void write(const std::optional<T> &value)
    {
        write(value.has_value());
        if (value)
            write(*value);
    }
    template <typename T>
    void write(const std::vector<T> &values)
    {
        write(std::uint64_t{values.size()});
        for (const auto &value : values)
            write(value);
    }
    template <typename... T>
    void write(const std::variant<T...> &value)
    {
        write(std::uint64_t{value.index()});
        std::visit([this](const auto &held) { write(held); }, value);
    }
    template <Structure T>
    void write(const T &value)
    {
        std::apply([this](const auto &...fields) { (write(fields), ...); }, fieldsOf(value));
    }

    std::string takeBytes()
    {
        m_bytes.shrink_to_fit();
        return std::move(m_bytes);
    }

private:
    std::string m_bytes;
};

/// Reads what a Writer of this process wrote.
class Reader
{
public:
    explicit Reader(std::string_view bytes)
        : m_rest(bytes)
    {}

    void read(std::uint64_t &number)
    {
        constexpr unsigned More = 0x80;
        number = 0;
        for (unsigned shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            number |= std::uint64_t{byte % More} << shift;
            if (byte < More)
                return;
        }
    }
    template <Number T>
    void read(T &value)
    {
        const auto number = readNumber();
        value = static_cast<T>(static_cast<std::int64_t>(number >> 1U) ^ -static_cast<std::int64_t>(number & 1U));
    }
    void read(double &value) { value = std::bit_cast<double>(readNumber()); }
    void read(std::string &text)
    {
        const auto size = readNumber();
        text = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
    }
    void read(std::filesystem::path &path) { path = readValue<std::string>(); }
    void read(QString &text) { text = QString::fromStdString(readValue<std::string>()); }
    void read(const Shared<std::string> &value)
    {
        if (const auto number = readNumber(); number > 0)
            value.text = sharedTexts().at(number - 1);
        else
            read(value.text);
    }
    template <typename Rep, typename Period>
    void read(std::chrono::duration<Rep, Period> &duration)
    {
        duration = std::chrono::duration<Rep, Period>(readValue<Rep>());
    }
    void read(WallTime &time) { time = WallTime(readValue<WallTime::duration>()); }
    template <typename T>
    void read(std::optional<T> &value)
    {
        value.reset();
        if (readValue<bool>())
            value = readValue<T>();
    }
    template <typename T>
    void read(std::vector<T> &values)
    {
        const auto size = readNumber();
        values.reserve(size);
        for (std::uint64_t i = 0; i < size; ++i)
            values.push_back(readValue<T>());
    }
    template <typename... T>
    void read(std::variant<T...> &value)
    {
        const auto index = readNumber();
        std::uint64_t at = 0;
        ((at++ == index ? static_cast<void>(value = readValue<T>()) : static_cast<void>(0)), ...);
    }
    template <Structure T>
    void read(T &value)
    {
        std::apply([this](auto &&...fields) { (read(fields), ...); }, fieldsOf(value));
    }

private:
    std::uint64_t readNumber()
    {
        std::uint64_t number = 0;
        read(number);
        return number;
    }
    /// Not every type has a value without arguments.
    template <typename T>
    T readValue()
    {
        if constexpr (std::same_as<T, Message>) {
            Message message{Sentence::Verdict{}};
            read(message);
            return message;
        } else if constexpr (std::same_as<T, Evidence>) {
            Evidence evidence{.id = {}, .finding = Message(Sentence::Verdict{}), .source = {}};
            read(evidence);
            return evidence;
        } else {
            T value{};
            read(value);
            return value;
        }
    }

    std::string_view m_rest;
};

} // namespace

PackedReport::PackedReport(const LockReport &report)
{
    Writer writer;
    writer.write(report);
    m_bytes = writer.takeBytes();
}

LockReport PackedReport::unpacked() const
{
    LockReport report;
    Reader(m_bytes).read(report);
    return report;
}

} // namespace Lockscope::Ui
