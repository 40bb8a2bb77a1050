// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// What /proc shows about this host and its processes.

#include <lockscope/inode.h>
#include <lockscope/lockscope_export.h>
#include <lockscope/time.h>

#include <QObject>
#include <QString>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Lockscope {

/// Identifies this host, to compare it with the host that a lock records. No single field is an identity: host names
/// change, and machine IDs repeat in containers.
struct LOCKSCOPE_EXPORT HostIdentity
{
    Q_GADGET

public:
    std::string hostname;             ///< gethostname()
    std::string machineId;            ///< /etc/machine-id; empty if the host has none
    std::string bootId;               ///< /proc/sys/kernel/random/boot_id
    std::optional<WallTime> bootTime; ///< by the current wall clock: changes when the clock is set
    std::uint64_t pidNamespace = 0;   ///< inode of the PID namespace of this process
    std::int64_t pidMax = 0;          ///< /proc/sys/kernel/pid_max: one more than the largest PID; 0 if unknown

    /// The difference between bootTime and the birth time of inodes that the kernel created while booting; absent if no
    /// such inode has a birth time. A large difference means that the wall clock was set since boot, or that the
    /// machine was restored from a snapshot. Times recorded before that cannot be compared with the start time of a
    /// process.
    std::optional<std::chrono::nanoseconds> clockDeviation;

    /// True in the initial PID namespace, in which every process and every kernel lock of the machine is visible.
    bool seesAllProcesses() const;

    /// Reads the identity of this host. The root directories are parameters so that recorded trees can be read.
    /// Accesses the file system. Never fails: a field that cannot be read stays empty.
    static HostIdentity read(const std::filesystem::path &procRoot = "/proc",
                             const std::filesystem::path &etcRoot = "/etc");

    /// The file in which the user lists other names of this host that locks may record: one name per line, `#` starts a
    /// comment. It is `hostnames` in $XDG_CONFIG_HOME/lockscope or ~/.config/lockscope; empty if the user has no home
    /// directory. Every inspection uses it if it belongs to the user who runs the program, or to root. Listing the name
    /// of another host makes held locks of that host appear stale.
    static std::filesystem::path namesFile();
};

/// What /proc shows about one process at one moment. A field that the kernel hides (other user, hidepid) is empty.
/// Strings are bytes that the process itself may choose: escape them before display.
struct LOCKSCOPE_EXPORT ProcessFacts
{
    Q_GADGET
    Q_PROPERTY(qint64 pid MEMBER pid)
    Q_PROPERTY(qint64 ppid MEMBER ppid)
    Q_PROPERTY(QString name READ nameText)
    Q_PROPERTY(QString commandLine READ commandLineText)
    Q_PROPERTY(QString user READ userText)
    Q_PROPERTY(QString stateName READ stateName)

public:
    std::int64_t pid = 0;
    std::int64_t ppid = 0;
    std::string name;                     ///< comm: at most 15 bytes
    std::vector<std::string> commandLine; ///< arguments; empty for a kernel thread and for a zombie
    std::int64_t uid = -1;
    std::string user;                        ///< name of the uid, or the uid as digits if it has none
    std::uint64_t startTicks = 0;            ///< field 22 of stat: clock ticks since boot
    std::optional<WallTime> startTime;       ///< the same as a time of the current wall clock
    char state = '?';                        ///< R S D T t Z X I
    int threads = 0;                         ///< threads that are not dead; 0 for a zombie whose last thread has exited
    std::uint64_t pidNamespace = 0;          ///< inode of its PID namespace; 0 if hidden
    std::vector<std::int64_t> namespacePids; ///< NSpid: its PIDs from the PID namespace of this process inwards
    std::string container;                   ///< container ID from its cgroup; empty for a process of the host
    bool isKernelThread = false;             ///< a thread of the kernel itself, which never creates a lock file

    /// Exited, but its parent has not read its exit status: none of its threads can hold anything.
    bool isDeadZombie() const { return (state == 'Z' || state == 'X') && threads == 0; }

    QString nameText() const;
    /// Quoted so that a shell parses it into the same arguments, and safe to display.
    QString commandLineText() const;
    QString userText() const;
    /// In English, for scripts: running, sleeping, stopped, zombie ...
    std::string_view stateWord() const;
    /// The same in the language of the program.
    QString stateName() const;

    bool operator==(const ProcessFacts &) const = default;
};

/// A process with its ancestors and children, and the descriptors through which it has a given file open: what to check
/// before ending a holder.
///
///     if (report.process)
///         if (const auto tree = ProcessTree::read(*report.process, report.inode))
///             qInfo() << tree->children.size() << "children";
struct LOCKSCOPE_EXPORT ProcessTree
{
    /// Limits: further processes are not read.
    static constexpr std::size_t MostAncestors = 64;
    static constexpr std::size_t MostChildren = 200;

    /// A file that the process has open.
    struct OpenFile
    {
        int fd = -1;
        bool reads = false;
        bool writes = false;
        std::string name; ///< by which the process opened it, as bytes; ends with ` (deleted)` if that name was removed

        bool operator==(const OpenFile &) const = default;
    };

    ProcessFacts process;
    std::vector<ProcessFacts> ancestors; ///< the parent first, init last
    std::vector<ProcessFacts> children;  ///< the oldest first
    std::vector<OpenFile> files;
    std::string workingDirectory; ///< as bytes; empty if the kernel does not show it to this user
    bool filesHidden = false;     ///< the kernel does not show the open files to this user

    /// Reads the current state from /proc, and does not access the file system of the file. `file` is the inode as in
    /// LockReport::inode. Absent if the process has exited, or if its PID was reused, which is detected by the start
    /// time. Thread-safe.
    static std::optional<ProcessTree> read(const ProcessFacts &process, const std::optional<InodeKey> &file,
                                           const std::filesystem::path &procRoot = "/proc");
};

} // namespace Lockscope
