// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// Asking other hosts by ssh, and running commands there: HostList, RemoteHosts, HostCommand, and HostAnswers for the
/// host that is asked. HostQuestions asks another process of this host.

#include <lockscope/inode.h>
#include <lockscope/lockreport.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/result.h>
#include <lockscope/testimony.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// A host that may be asked.
struct ListedHost
{
    std::string name;        ///< as locks record it, e.g. `alpha`
    std::string destination; ///< for ssh(1): `alpha`, `admin@alpha.example.org` or `ssh://alpha:2222`
    std::string machineId;   ///< machine-id(5) of that host; answers of other machines are ignored

    bool operator==(const ListedHost &) const = default;
};

/// The hosts that the user permits Lockscope to ask, from the file `hosts` in $XDG_CONFIG_HOME/lockscope or
/// ~/.config/lockscope. It has one host per line: name, destination and machine ID, separated by blanks; `#` starts a
/// comment. Only this file determines which hosts are connected to: a name from a lock is only compared with it.
///
///     auto hosts = HostList::read();
///     if (hosts)
///         qInfo() << hosts->hosts().size() << "hosts";
///
/// Reads and writes files: do not use it in a GUI thread.
class LOCKSCOPE_EXPORT HostList
{
public:
    /// The file of the list; empty if the user has no home directory.
    static std::filesystem::path file();
    /// Reads the list. Empty if there is no file. Returns ReadFailed if the file cannot be read, belongs to another
    /// user than the effective one or root, or may be written by others; and if a line is invalid.
    static Result<HostList> read(const std::filesystem::path &file = HostList::file());

    const std::vector<ListedHost> &hosts() const { return m_hosts; }
    /// The hosts with this name, without regard to case.
    std::vector<ListedHost> named(std::string_view name) const;

    /// Whether a host can have this name and destination. A name consists of letters, digits and `.-_:%`; a destination
    /// has no blanks, and does not start with `-`.
    static bool isValid(std::string_view name, std::string_view destination);

    /// Adds a host, or replaces the one with the same name and destination. InvalidOption if a field is invalid.
    Result<void> add(ListedHost host);
    /// Removes all hosts with this name; returns their number.
    std::size_t remove(std::string_view name);
    /// Writes the list completely or not at all. StateFailed if the system refuses.
    Result<void> save(const std::filesystem::path &file = HostList::file()) const;

private:
    std::vector<ListedHost> m_hosts;
};

/// How a host identifies itself.
struct LOCKSCOPE_EXPORT HostGreeting
{
    std::string hostname;
    std::string machineId;
    std::string bootId;
    std::uint64_t pidNamespace = 0;
    bool seesAllProcesses = false;
    std::int64_t uid = -1;
    std::string version; ///< of Lockscope

    bool operator==(const HostGreeting &) const = default;
};

/// Asks hosts over the user's own ssh, with one connection to each, in a thread of its own. A connection is opened when
/// it is needed and closed after a minute without questions. Nothing is asked interactively: ssh must be able to log in
/// with a key. Answers are untrusted, and limited in time and size. At most eight hosts are asked at the same time.
///
/// Thread-safe. The destructor closes the connections.
class LOCKSCOPE_EXPORT RemoteHosts : public HostAsker
{
public:
    explicit RemoteHosts(HostList list);
    ~RemoteHosts() override;

    /// Asks only hosts with this name; empty: all.
    void setOnly(std::string name);

    std::vector<Testimony> ask(std::span<const Claim> owners) override;

    /// Asks the host with this name about the kernel locks of its processes on the file at the same path, for a report
    /// that is undecided because other hosts can use the file. The answer counts only if that host sees the same file
    /// in the same state. It can show that the lock is probably held, but never that it is free. Adds evidence to the
    /// report, and changes nothing else if the answer decides nothing.
    void askAboutFile(const std::string &name, LockReport &report);

    /// Connects to a destination to learn which machine it is. ReadFailed with the reason if that fails.
    static Result<HostGreeting> greet(const std::string &destination);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Runs a command of lockscopectl on a host of the list, over the same ssh as RemoteHosts, and passes on what it
/// prints. The command and its operands are sent, so they are never part of a command line of a shell.
///
///     const auto end = HostCommand(host, {"scan", "--json", "/srv"}).run(sink);
///     if (end.problem) ...
///
/// Blocks the calling thread, which must have created the object.
class LOCKSCOPE_EXPORT HostCommand
{
public:
    /// What receives the output. Lines come without their line break, and are untrusted: see displayText().
    struct Sink
    {
        std::function<bool(std::string_view)> output; ///< returns false to end the command
        std::function<void(std::string_view)> error;  ///< a line of standard error
        std::function<bool()> isStopped = [] {
            return false;
        }; ///< asked about ten times a second; true ends the command
    };
    enum class Problem
    {
        NotReached,   ///< the detail is what ssh printed
        NoProgram,    ///< lockscopectl was not found there
        OtherVersion, ///< lockscopectl there cannot run commands for other hosts; the detail is its version, if known
        OtherMachine, ///< not the machine in the list; the detail is the ID of the one that answers
        Refused,      ///< the detail is the reason
        NoAnswer,
        BadAnswer,
        Lost, ///< the connection ended before the command; the detail is what ssh printed
    };
    /// How a command ended: the exit status, unless there was a problem.
    struct End
    {
        int exitStatus = 0;
        std::optional<Problem> problem = {};
        std::string detail = {}; ///< untrusted
    };

    HostCommand(ListedHost host, std::vector<std::string> words);
    ~HostCommand();

    /// Whether the command, which is the first word, may run on another host: inspect, scan, system and watch, which
    /// change nothing, and break and undo.
    static bool isKnown(std::string_view command);
    /// Whether the command changes locks: the other host permits that only with `lockscopectl answer --allow-break`.
    static bool changesLocks(std::string_view command);

    End run(const Sink &sink);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The last report of a lock on a host that does not answer any more: `unknown` with the reason `unreachable`. What the
/// host reported before stays in it, and the reason is added to the evidence.
LOCKSCOPE_EXPORT LockReport unreachableReport(LockReport report, const std::string &host, const HostCommand::End &end);

/// The questions that a program asks a process with HostAnswers that it has started itself. The window starts
/// `lockscope-helper` as root in this way, to learn the names of files that other users have locked.
///
///     helper.write(HostQuestions::aboutLockedInode(1, inode) + '\n');
///     ...
///     if (const auto reports = HostQuestions::reportsIn(line, 1))
///         show(*reports);
class LOCKSCOPE_EXPORT HostQuestions
{
public:
    /// A longer line is no answer: end the process that sends it.
    static constexpr std::size_t MaxAnswer = 4 * 1024 * 1024;

    /// Whether this is the first line of a process that understands these questions.
    static bool isGreeting(std::string_view line);
    /// The line that asks for reports about the files with this inode that have kernel locks, without a line break. The
    /// answer has the same ID.
    static std::string aboutLockedInode(std::int64_t id, const InodeKey &inode);
    /// The reports in the line that answers the question with this ID, as fromJson() reads them: without inodes, and
    /// `breakPermission` is Never. None: the inode has no kernel lock. Absent if the line is not such an answer.
    static std::optional<std::vector<LockReport>> reportsIn(std::string_view answer, std::int64_t id);
};

/// Answers the questions of RemoteHosts on the host that is asked, as `lockscopectl answer` does, and those of
/// HostQuestions. Changes nothing. Not thread-safe.
class LOCKSCOPE_EXPORT HostAnswers
{
public:
    /// A longer line is not answered.
    static constexpr std::size_t MaxLine = 64 * 1024;

    HostAnswers();
    ~HostAnswers();

    /// The first line to send, without a line break.
    std::string greeting() const;
    /// The line that answers the question in this line, without a line break.
    std::string answer(std::string_view question);

    /// The command of lockscopectl that this line asks to run; absent if it asks something else. After the line of
    /// acceptance(), the command has standard output and standard error.
    struct Command
    {
        std::int64_t id = 0;
        std::vector<std::string> words; ///< not empty
    };
    static std::optional<Command> commandIn(std::string_view question);
    static std::string acceptance(const Command &command);
    static std::string refusal(const Command &command, std::string_view reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Lockscope
