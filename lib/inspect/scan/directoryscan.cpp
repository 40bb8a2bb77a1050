// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/directoryscan.h>

#include "formats/catalogue.h"
#include "formats/format.h"
#include "inspect/inspectorprivate.h"
#include "inspect/pathnames.h"
#include "inspect/probe/inodenames.h"
#include "inspect/probe/probe.h"
#include "inspect/report.h"
#include "inspect/scan/directoryqueue.h"
#include "inspect/scan/scanintime.h"
#include "inspect/scan/scanoutbox.h"
#include "inspect/sqlite/rowreports.h"
#include "system/answers.h"
#include "system/clocks.h"
#include "system/directoryreader.h"
#include "system/systemcalls.h"
#include "system/thread.h"

#include <algorithm>
#include <cerrno>
#include <map>

namespace Lockscope {

namespace {

using InodeType = LockReport::InodeType;

/// During a scan it is sufficient to respect leases and own locks that are at least this old.
constexpr std::chrono::milliseconds OldestForMany{100};

InodeType typeOf(unsigned char entryType)
{
    return inodeTypeOf(DTTOIF(entryType));
}

/// Some file systems provide the type only through a call for each entry.
InodeType askedType(int directory, const char *name)
{
    struct stat status = {};
    if (sys().fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return InodeType::None;
    return inodeTypeOf(status.st_mode);
}

/// Errors that are normal for a directory between being listed and being opened, and at the boundary of the file
/// system.
bool isNoFailure(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP || error == EXDEV;
}

} // namespace

/// A single scan. A friend of Inspector, whose snapshot of the host it shares.
class DirectoryScan
{
public:
    DirectoryScan(const HostSnapshot &machine, const ScanOptions &options, const ScanSink &sink, std::stop_token stop)
        : m_machine(machine)
        , m_silentMounts(machine.mounts())
        , m_options(options)
        , m_outbox(sink, std::max(1U, options.workers))
        , m_stop(std::move(stop))
    {}

    void run(const std::vector<std::filesystem::path> &roots);
    /// Roots on mounts that may not respond, each with its own limit.
    static void runAll(const std::vector<std::filesystem::path> &roots, const Inspector &inspector,
                       const ScanOptions &options, const ScanSink &sink, std::stop_token stop);

private:
    struct Root
    {
        std::filesystem::path path;
        Result<DirectoryReader> directory; ///< a failure for a root that is a file
        dev_t device = 0;
        ino_t inode = 0;
    };

    void put(LockReport report, ScanOutbox::Worker worker);
    void addRoot(const std::filesystem::path &path);
    void inspectRoot(const Root &root, ScanOutbox::Worker worker);
    bool isRoot(dev_t device, std::uint64_t inode) const;
    using Worker = ScanOutbox::Worker;
    void work(Worker worker);
    void readDirectory(const PendingDirectory &pending, Worker worker, ProbeCache &cache);
    /// The directory that a worker reads, with the common properties of its entries.
    struct OpenDirectory
    {
        std::filesystem::path path;
        DirectoryAtHand hand;
        std::optional<DirectoryPlace> place;
        bool isLock;    ///< by its name
        WallTime since; ///< when it was opened
        ProbeCache &cache;
        Worker worker;
    };
    void inspectEntry(const DirectoryReader::Entry &entry, InodeType type, const OpenDirectory &directory);

    const HostSnapshot &m_machine;
    const SilentMounts m_silentMounts;
    const ScanOptions &m_options;
    ScanOutbox m_outbox;
    std::stop_token m_stop;
    std::vector<Root> m_roots;
    DirectoryQueue m_queue;
};

void DirectoryScan::run(const std::vector<std::filesystem::path> &roots)
{
    for (const auto &root : roots)
        addRoot(root);
    for (std::size_t root = 0; root < m_roots.size(); ++root)
        m_queue.add({root, {}});

    std::vector<Thread> workers;
    for (Worker worker = 0; worker < m_outbox.workers(); ++worker) {
        auto started = Thread::start([this, worker](const std::stop_token &) {
            work(worker);
            m_outbox.workerEnds();
        });
        if (started) {
            workers.push_back(std::move(*started));
            continue;
        }
        // Those that were started do the work of all.
        if (workers.empty() && worker + 1 == m_outbox.workers())
            m_outbox.unreadable(started.error());
        m_outbox.workerEnds();
    }
    m_outbox.deliver(m_stop);
}

void DirectoryScan::addRoot(const std::filesystem::path &path)
{
    Root root{path, DirectoryReader::open(path)};
    struct stat status = {};
    if (root.directory && sys().fstat(root.directory->fd(), &status) == 0) {
        if (isRoot(status.st_dev, status.st_ino))
            return;
        root.device = status.st_dev;
        root.inode = status.st_ino;
    }
    m_roots.push_back(std::move(root));
}

void DirectoryScan::put(LockReport report, ScanOutbox::Worker worker)
{
    if (!m_options.rows) {
        m_outbox.put(worker, std::move(report), m_stop);
        return;
    }
    for (auto &each : rowReports(std::move(report), m_machine))
        m_outbox.put(worker, std::move(each), m_stop);
}

void DirectoryScan::inspectRoot(const Root &root, Worker worker)
{
    auto probed = probe({.name = root.path.c_str(), .oldest = OldestForMany}, m_machine);
    if (probed.type == InodeType::None || probed.type == InodeType::Directory)
        m_outbox.unreadable(root.directory.error());
    else
        put(buildReport(root.path, std::move(probed), m_machine, Choice::AskedFor), worker);
}

bool DirectoryScan::isRoot(dev_t device, std::uint64_t inode) const
{
    return std::any_of(m_roots.begin(), m_roots.end(),
                       [&](const Root &root) { return root.device == device && root.inode == inode; });
}

void DirectoryScan::work(Worker worker)
{
    ProbeCache cache(m_machine);
    while (const auto directory = m_queue.take(m_stop)) {
        readDirectory(*directory, worker, cache);
        m_queue.done();
    }
}

void DirectoryScan::readDirectory(const PendingDirectory &pending, Worker worker, ProbeCache &cache)
{
    const auto &root = m_roots[pending.root];
    if (!root.directory) {
        inspectRoot(root, worker);
        return;
    }
    const auto path = pending.below.empty() ? root.path : root.path / pending.below;
    const auto since = wallNow();
    auto opened = DirectoryReader::openBelow(root.directory->fd(), pending.below);
    if (!opened) {
        auto failure = opened.error();
        failure.path = path;
        if (!isNoFailure(failure.systemErrno))
            m_outbox.unreadable(failure);
        return;
    }
    auto &directory = *opened;
    struct stat status = {};
    // A root inside another root is read once, on its own.
    if (!pending.below.empty() && sys().fstat(directory.fd(), &status) == 0 && isRoot(status.st_dev, status.st_ino))
        return;
    m_outbox.directory(path);

    const auto mounts = m_silentMounts.namesIn(directory.fd());
    InodeNames names(directory.fd());
    const auto name = directoryName(path / "");
    const OpenDirectory open{.path = path / "",
                             .hand = {.fd = directory.fd(), .names = &names, .name = &name},
                             .place = DirectoryPlace::of(directory.fd(), m_machine.mounts()),
                             .isLock = !pending.below.empty() && looksLikeLock(name, InodeType::Directory),
                             .since = since,
                             .cache = cache,
                             .worker = worker};
    while (!m_stop.stop_requested()) {
        const auto entry = directory.next();
        if (!entry) {
            if (errno != 0)
                m_outbox.unreadable(Failure::fromErrno(LockErrc::ReadFailed, "getdents", path));
            return;
        }
        m_outbox.countEntry();
        if (mounts.contains(entry->name))
            continue; // it is on another file system, which may not respond
        const auto type = entry->type == DT_UNKNOWN ? askedType(directory.fd(), entry->name) : typeOf(entry->type);
        if (type == InodeType::Directory)
            m_queue.add({pending.root, pending.below.empty() ? entry->name : pending.below + '/' + entry->name});
        inspectEntry(*entry, type, open);
    }
}

void DirectoryScan::inspectEntry(const DirectoryReader::Entry &entry, InodeType type, const OpenDirectory &directory)
{
    const bool asked = m_options.all && type != InodeType::Directory;
    const auto isNamed = [&] {
        // `app.lock/pid` is a part of the lock `app.lock`.
        const bool isPart = directory.isLock && isPidFileName(entry.name);
        return !isPart && (looksLikeLock(entry.name, type) ||
                           Catalogue::current().asksFor(entry.name, type, *directory.hand.name));
    };
    if (!asked && !isNamed() && !m_machine.mayHaveKernelLock(entry.inode))
        return;
    auto probed = probe({.directory = directory.hand.fd,
                         .name = entry.name,
                         .directoryPlace = directory.place ? &*directory.place : nullptr,
                         .oldest = OldestForMany,
                         .cache = &directory.cache,
                         .listed = Listed{type, entry.inode, directory.since}},
                        m_machine);
    if (probed.absent)
        return;
    auto report = buildReport(directory.path / entry.name, std::move(probed), m_machine, Choice::Found, directory.hand);
    if (asked || report.format != "none" || !report.kernelLocks.empty())
        put(std::move(report), directory.worker);
}

void DirectoryScan::runAll(const std::vector<std::filesystem::path> &roots, const Inspector &inspector,
                           const ScanOptions &options, const ScanSink &sink, std::stop_token stop)
{
    const auto machine = inspector.d->machine;
    std::vector<std::filesystem::path> answering;
    std::map<std::string, std::vector<std::filesystem::path>> others; // by mount
    for (const auto &root : roots) {
        const auto mount = inspector.d->waits ? std::nullopt : mountToWaitFor(root, machine->mounts());
        (mount ? others[*mount] : answering).push_back(root);
    }
    if (!answering.empty())
        DirectoryScan(*machine, options, sink, stop).run(answering);
    for (const auto &[mount, places] : others) {
        const auto scan = [machine, options, places = places](const ScanSink &to, std::stop_token toStop) {
            DirectoryScan(*machine, options, to, std::move(toStop)).run(places);
        };
        if (stop.stop_requested() || (answers(mount, places.front() / ".") && scanInTime(scan, sink, stop)) ||
            !sink.batch)
            continue;
        for (const auto &place : places)
            sink.batch({unansweredReport(place, *machine)});
    }
}

void scanDirectories(const std::vector<std::filesystem::path> &roots, const Inspector &inspector,
                     const ScanOptions &options, const ScanSink &sink, std::stop_token stop)
{
    DirectoryScan::runAll(roots, inspector, options, sink, std::move(stop));
}

} // namespace Lockscope
