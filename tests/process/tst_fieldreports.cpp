// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "lockscopectlcall.h"
#include "support/brokenscene.h"
#include "system/filedescriptor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// What `break` without --force must do.
enum class Break
{
    Refuse,
    Allow
};

/// A process with its own name, until the end of the test.
class NamedProcess
{
public:
    explicit NamedProcess(const QString &name)
    {
        const auto program = m_dir.filePath(name);
        QFile::copy(u"/bin/sleep"_s, program);
        m_process.start(program, {u"1000"_s});
        m_process.waitForStarted();
    }
    ~NamedProcess()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    qint64 pid() const { return m_process.processId(); }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
};

/// Listens on a port that the kernel chooses.
class ListeningSocket
{
public:
    ListeningSocket()
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        struct sockaddr_in address = {};
        socklen_t size = sizeof address;
        auto *const where = reinterpret_cast<struct sockaddr *>(&address);
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::bind(m_socket.get(), where, size) == 0 && ::listen(m_socket.get(), 1) == 0 &&
            ::getsockname(m_socket.get(), where, &size) == 0)
            m_port = ntohs(address.sin_port);
    }
    qint64 port() const { return m_port; } ///< 0: it does not listen

private:
    Lockscope::FileDescriptor m_socket;
    qint64 m_port = 0;
};

} // namespace

Q_DECLARE_METATYPE(Break)

/// Locks from public reports by people whose programs did not start, rebuilt with the bytes that the programs write.
/// Each is inspected, scanned and broken by lockscopectl as its user would do it.
class tst_FieldReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(m_dir->isValid());
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_dir->filePath(u"state"_s)));
    }

    void file_data();
    void file();
    void linkToProcess_data();
    void linkToProcess();
    void namesFoundByScan_data();
    void namesFoundByScan();
    void hostAndPort();
    void directory_data();
    void directory();
    void gnucash_data();
    void gnucash();
    void recordedPort();
    void openFile_data();
    void openFile();
    void directoryWithPidFile_data();
    void directoryWithPidFile();
    void libreOfficeProfile();
    void pidInName_data();
    void pidInName();
    void pidOfAProcessThatStartedLater();

private:
    /// Replaces `<pid>`, `<bytes>`, the PID in four bytes, and `<host>` in the content.
    QString write(const QByteArray &path, QByteArray content, qint64 pid, int mode = 0644);
    /// The state, which must be one of these, and that `break` refuses or removes the lock.
    void check(const QString &path, const QString &states, Break expected);

    std::unique_ptr<QTemporaryDir> m_dir;
};

QString tst_FieldReports::write(const QByteArray &path, QByteArray content, qint64 pid, int mode)
{
    const auto inBinary = static_cast<std::int32_t>(pid);
    content.replace("<pid>", QByteArray::number(pid))
        .replace("<bytes>", QByteArray(reinterpret_cast<const char *>(&inBinary), sizeof inBinary))
        .replace("<host>", QSysInfo::machineHostName().toUtf8());
    const auto name = m_dir->filePath(QFile::decodeName(path));
    QFile file(name);
    if (!QDir().mkpath(QFileInfo(name).path()) || !file.open(QIODevice::WriteOnly) ||
        file.write(content) != content.size())
        return {};
    file.close();
    ::chmod(QFile::encodeName(name).constData(), static_cast<mode_t>(mode));
    return name;
}

void tst_FieldReports::check(const QString &path, const QString &states, Break expected)
{
    const auto report = lockscopectl({u"inspect"_s, u"--json"_s, path}).object();
    const auto summary = report[u"summary"].toString();
    QVERIFY2(states.split(u' ').contains(report[u"verdict"].toString()), qPrintable(summary));
    const auto broken = lockscopectl({u"break"_s, path});
    QVERIFY2(broken.status == (expected == Break::Allow ? 0 : 3), broken.err.constData());
    QCOMPARE(QFileInfo(path).exists() || QFileInfo(path).isSymLink(), expected == Break::Refuse);
}

void tst_FieldReports::file_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("program"); // running with the recorded PID; empty: the process has exited
    QTest::addColumn<QString>("states");
    QTest::addColumn<Break>("expected");
    const auto row = [](const char *name, const QByteArray &path, const QByteArray &content, const char *program,
                        const char *states, Break expected, int mode = 0644) {
        QTest::newRow(name) << path << content << mode << QString::fromLatin1(program) << QString::fromLatin1(states)
                            << expected;
    };
    constexpr auto Refuse = Break::Refuse;
    constexpr auto Allow = Break::Allow;

    row("rtorrent, killed", "session/rtorrent.lock", "<host>:+<pid>\n", "", "stale", Allow, 0444);
    row("rtorrent, running", "session/rtorrent.lock", "<host>:+<pid>\n", "rtorrent", "held", Refuse, 0444);
    row("rtorrent, container", "session/rtorrent.lock", "3f9a2b7c1d0e:+42\n", "", "unknown", Refuse);

    const auto bisync = [](const QByteArray &pid) -> QByteArray {
        return "{\"Session\":\"/home/jane/.cache/rclone/bisync/x\",\"PID\":\"" + pid +
               "\",\"TimeRenewed\":\"2026-11-20T10:00:00.1Z\",\"TimeExpires\":\"2226-10-04T10:00:00.1Z\"}\n";
    };
    row("rclone, interrupted", "bisync/drive_..home_jane_Docs.lck", bisync("<pid>"), "", "stale", Allow, 0600);
    row("rclone, running", "bisync/drive_..home_jane_Docs.lck", bisync("<pid>"), "rclone", "held", Refuse, 0600);
    row("rclone, truncated while written", "bisync/drive_My Docs..home_jane_Docs.lck",
        "{\"Session\":\"/home/jane/.cache/rclone/bisync/x\",\"P", "", "unknown held", Refuse, 0600);

    const auto pulumi = ".pulumi/locks/organization/shop/dev/0b2c4a9e-1d2f-4c6b-8a7d-223344556677.json"_ba;
    row("Pulumi, running", pulumi, "{\"pid\":<pid>,\"username\":\"jane\",\"hostname\":\"<host>\",\"timestamp\":\"x\"}",
        "pulumi", "held", Refuse);
    row("Pulumi, crashed", pulumi, "{\"pid\":<pid>,\"username\":\"jane\",\"hostname\":\"<host>\",\"timestamp\":\"x\"}",
        "", "stale", Allow);
    row("Pulumi, in a pod", pulumi, "{\"pid\":61,\"username\":\"jane\",\"hostname\":\"operator-7d9f\"}", "", "unknown",
        Refuse);

    row("kubectl", ".kube/config.lock", "", "", "held unknown", Refuse, 0);
    row("Puppet, PID of init", "state/agent_catalog_run.lock", "1", "", "unknown stale", Refuse);
    row("Puppet, running", "state/agent_catalog_run.lock", "<pid>", "puppet", "held", Refuse);
    row("Puppet, PID of another program", "state/agent_catalog_run.lock", "<pid>", "bash", "unknown", Refuse);
    row("Snakemake", ".snakemake/locks/0.output.lock", "results/sample a.bam\nresults/sample b.bam\n", "",
        "held unknown", Refuse);
    row("Matplotlib", "fontlist-v330.json.matplotlib-lock", "", "", "held unknown", Refuse);
    row("DVC, running", ".dvc/tmp/rwlock",
        "{\"write\": {\"/srv/ml/model.pkl\": {\"pid\": <pid>, \"cmd\": \"dvc repro train\"}}, \"read\": {}}", "dvc",
        "held", Refuse);
    row("git-annex, running", ".git/annex/pidlock", "PidLock {lockingPid = <pid>, lockingHost = \"<host>\"}",
        "git-annex", "held", Refuse, 0444);
    row("git-annex, killed", ".git/annex/pidlock", "PidLock {lockingPid = <pid>, lockingHost = \"<host>\"}", "",
        "stale", Allow, 0444);
    row("JetBrains, PID of a kernel thread", ".config/JetBrains/IntelliJIdea2024.1/.lock", "2", "", "unknown stale",
        Refuse);
    row("MySQL, empty", "mysqld.sock.lock", "", "", "unknown", Refuse, 0600);
    row("Minecraft, closed", "world/session.lock", "\xe2\x98\x83", "", "free unknown", Refuse);
    row("Home Assistant, stopped", "config/.ha_run.lock",
        "{\"pid\": <pid>, \"version\": 1, \"ha_version\": \"2025.10.1\", \"start_ts\": 1760000000.0}", "",
        "free unknown", Refuse);
    row("JSON of an unknown program, exited", "server-instance.lock",
        "{\"pid\":<pid>,\"hostname\":\"<host>\",\"heartbeat\":1784700000000}", "", "stale", Allow);
    row("JSON in another spelling, running", "server.lock",
        "{\"owner\":{\"process_id\":\"<pid>\",\"hostName\":\"<host>\"}}", "server", "held", Refuse);
    row("keys in another spelling, exited", "server.lock", "Process-Id: <pid>\nHost: <host>\n", "", "stale", Allow);
    row("PID and program name, running", "run/job.lock", "<pid> nightly\n", "nightly", "held", Refuse);
    row("PID and a word, exited", "run/job.lock", "<pid> nightly\n", "", "unknown", Refuse);
    row("containers-storage, free", "storage/storage.lock", QByteArray(64, '\x9c'), "", "free unknown", Refuse);
    row("PID above pid_max", "share/app.lock", "4999999999\n", "", "unknown held", Refuse);
    row("pylockfile lock of any name, running", "README", "<pid>\n", "backup", "held", Refuse);
    row("text without an owner", "app.lock", "locked by the deployment\n", "", "held unknown", Refuse);
    row("empty, of any program", "app.lock", "", "", "held unknown", Refuse);

    row("zc.lockfile of ZODB, PID reused", "var/Data.fs.lock", " <pid>\n", "worker", "free", Refuse);
    row("BitBake, killed", "build/bitbake.lock", "<pid>\n", "", "free", Refuse);
    row("BitBake, killed, PID reused", "build/bitbake.lock", "<pid> localhost:8200\n", "worker", "free", Refuse);
    row("Newsboat, killed", ".newsboat/cache.db.lock", "<pid>", "", "free", Refuse);
    row("darktable, running", ".config/darktable/library.db.lock", QByteArray("<pid>\0", 6), "darktable", "held",
        Refuse);
    row("darktable, killed", ".config/darktable/library.db.lock", QByteArray("<pid>\0", 6), "", "stale", Allow);
    row("Sendmail, killed", "run/sendmail.pid", "<pid>\n/usr/sbin/sendmail -bd -q1h\n", "", "stale", Allow);
    row("tinc, running", "run/tinc.vpn.pid", "<pid> 9A8B7C6D 127.0.0.1 port 655\n", "tincd", "held", Refuse);
    row("tinc, killed", "run/tinc.vpn.pid", "<pid> 9A8B7C6D 127.0.0.1 port 655\n", "", "stale", Allow);
    row("Bitcask, running", "0/bitcask.write.lock", "<pid> /var/lib/riak/0/1.bitcask.data\n", "beam.smp", "held",
        Refuse);
    row("Bitcask, killed", "0/bitcask.write.lock", "<pid> /var/lib/riak/0/1.bitcask.data\n", "", "stale", Allow);
    row("Spack, PID reused", ".spack-db/lock", "pid=<pid>,host=<host>", "worker", "free", Refuse);
    row("runit, down", "web/supervise/lock", "", "", "free", Refuse, 0600);
    row("Hugging Face Hub", ".locks/models--bert-base/8a7b.lock", "", "", "free", Refuse);
    row("Rails in a container", "app/tmp/pids/server.pid", "1", "", "unknown stale", Refuse);
    row("YAML, running", "run/deploy.lock", "---\npid: <pid>\nhost: <host>\n", "deploy", "held", Refuse);
    row("YAML, exited", "run/deploy.lock", "---\npid: <pid>\nhost: <host>\n", "", "stale", Allow);
    row("INI, exited", "run/app.lck", "[lock]\npid = <pid>\nhostname = <host>\n", "", "stale", Allow);
    row("JSON, truncated", "state/w.lock", "{\"pid\": 12", "", "unknown", Refuse);
    row("zero bytes after a crash", "run/app.pid", QByteArray(6, '\0'), "", "unknown", Refuse);
    row("container ID as host", "run/app.lock", "<pid>\n3f9a2b7c1d0e\n", "", "unknown", Refuse);

    row("Splunk, one process running", "run/splunkd.pid", "4194303\n<pid>\n", "splunkd", "held", Refuse);
    row("PIDs of several processes, one running", "run/app.pid", "<pid> 4194303\n", "app", "held", Refuse);
    row("byte order mark, running", "run/app.pid", "\xef\xbb\xbf<pid>\r\n", "app", "held", Refuse);
    row("byte order mark, exited", "run/app.pid", "\xef\xbb\xbf<pid>\r\n", "", "stale", Allow);
    row("word for a PID, exited", "run/app.lock", "pid:<pid>", "", "stale", Allow);
    row("AWStats, running", "tmp/awstats.www.example.com.lock",
        "AWStats update started by process <pid> at 20261130100000\n", "awstats.pl", "held", Refuse);
    row("MSAL, running", ".azure/msal_token_cache.bin.lockfile", "<pid> /usr/bin/az", "az", "held", Refuse);
    row("XML, running", "run/app.lock", "<lock pid='<pid>' host='<host>'/>\n", "app", "held", Refuse);
    row("ModelSim, running", "work/_lock", "jane@<host>, pid = <pid>", "vsim", "held", Refuse);
    row("GRASS GIS, running", "mapset/.gislock", "<bytes>", "grass", "held", Refuse);
    row("GRASS GIS, killed", "mapset/.gislock", "<bytes>", "", "stale", Allow);
    row("Theano, killed", "compiledir/lock_dir/lock", "<pid>_0123456789_<host>\n", "", "stale", Allow);
    row("File::NFSLock, running", "data/queue.NFSLock", "<host> <pid> 1795000000 3831\n", "perl", "held", Refuse);
    row("File::NFSLock, killed", "data/queue.NFSLock", "<host> <pid> 1795000000 3831\n", "", "stale", Allow);
    row("Jenkins, running", "jenkins_home/.owner", "-71253628 contextPath=\"\" at <pid>@<host>", "java", "held",
        Refuse);
    row("CertMagic, refreshed now", "caddy/locks/issue_cert_example.com.lock",
        "{\"created\":\"2026-11-30T10:00:00Z\",\"updated\":\"2026-11-30T10:00:05Z\"}", "", "held", Refuse);
    row("pyenv", ".pyenv/shims/.pyenv-shim", "#!/usr/bin/env bash\nset -e\n", "", "held unknown", Refuse);
    row("Proxmox VE, free", "lock/qemu-server/lock-101.conf", "", "", "free", Refuse);
    row("Oracle Database, free", "dbs/lkORCL", "DO NOT DELETE THIS FILE!\n", "", "free", Refuse);

    // Hosts and containers under keys of an unknown program.
    row("JSON with a container", "run/app.lock", "{\"pid\": <pid>, \"containerId\": \"3f9a2b7c1d0e\"}", "", "unknown",
        Refuse);
    row("JSON with this host and a pod", "run/app.lock",
        "{\"pid\": <pid>, \"hostname\": \"<host>\", \"pod\": \"web-7d9f\"}", "", "unknown", Refuse);
    row("JSON with a computer", "run/app.lock", "{\"pid\": <pid>, \"Computer\": \"build-7\"}", "", "unknown", Refuse);
    row("JSON with a user at a host", "run/app.lock", "{\"pid\": <pid>, \"user\": \"jane@build-7\"}", "", "unknown",
        Refuse);
    row("JSON with an address", "run/app.lock", "{\"process\": {\"pid\": <pid>}, \"url\": \"tcp://10.0.0.7:80\"}", "",
        "unknown", Refuse);
    row("JSON with a host in another object", "run/app.lock",
        "{\"process\": {\"pid\": <pid>}, \"machine\": {\"name\": \"build-7\"}}", "", "unknown", Refuse);
    row("JSON with a process group", "run/app.lock", "{\"pid\": <pid>, \"pgid\": 1}", "", "unknown", Refuse);
    row("JSON with an instance ID", "run/app.lock", "{\"pid\": <pid>, \"id\": \"build-7-<pid>\"}", "", "unknown",
        Refuse);
    row("YAML with a host below another key", "run/app.lock", "pid: <pid>\nowner:\n  host: build-7\n", "", "unknown",
        Refuse);
    row("INI with a section for the host", "run/app.lock", "[lock]\npid=<pid>\n[host]\nname=build-7\n", "", "unknown",
        Refuse);
    row("PID and an assignment", "run/app.lock", "<pid>\nhost=build-7\n", "", "unknown", Refuse);
    row("PID and owner, running", "run/app.lock", "pid=<pid>\nowner=jane\n", "deploy", "held", Refuse);
    row("Filebeat, killed", "data/filebeat.lock", "{\"pid\":<pid>,\"start_time\":\"2026-05-19T10:00:00.123456789Z\"}",
        "", "stale", Allow);
    row("JSON with times, paths and a command", "run/app.lock",
        "{\"pid\": <pid>, \"created_at\": \"2026-11-30T10:00:00+01:00\", \"cwd\": \"/srv/app\", \"cmd\": \"app sync\"}",
        "", "stale", Allow);

    row("PID file in a directory, running", "run/app/pid", "<pid>\n", "app", "held", Refuse);
    row("PID file in a directory, killed", "run/app/pid", "<pid>\n", "", "stale", Allow);
    row("nginx during an upgrade, running", "run/nginx.pid.oldbin", "<pid>\n", "nginx", "held", Refuse);
    row("nginx during an upgrade, killed", "run/nginx.pid.oldbin", "<pid>\n", "", "stale", Allow);
    row("qTox, running", "tox/laptop.lock", "<pid>\nqtox\n<host>\n\n\n", "qtox", "held", Refuse);
    row("qTox, killed", "tox/laptop.lock", "<pid>\nqtox\n<host>\n\n\n", "", "stale", Allow);
    row("qTox, PID reused", "tox/laptop.lock", "<pid>\nqtox\n<host>\n\n\n", "worker", "unknown", Refuse);
    row("Craft Agents, killed", ".craft-agent/.server.lock", "<pid>", "", "stale", Allow);
    row("VAST, running", "vast/pid.lock", "<pid>", "vast", "held", Refuse);
    row("OpenClaw, running", "sessions/a.jsonl.lock",
        "{\n  \"pid\": <pid>,\n  \"createdAt\": \"2026-11-30T10:00:00.000Z\"\n}", "node", "held", Refuse);
    row("OpenClaw, killed", "sessions/a.jsonl.lock",
        "{\n  \"pid\": <pid>,\n  \"createdAt\": \"2026-11-30T10:00:00.000Z\"\n}", "", "stale", Allow);
    row("nexusformat, running", "data/.scan.nxs.nxlock", "<pid>@<host>", "python3", "held", Refuse);
    row("nexusformat, killed", "data/.scan.nxs.nxlock", "<pid>@<host>", "", "stale", Allow);
    row("YunoHost, one of two running", "run/moulinette_yunohost.lock", "<pid>\n4194303", "yunohost", "held unknown",
        Refuse);
    row("PID, host and port, running", "run/app.lock", "<pid>@<host>:9\n", "app", "held", Refuse);
    row("MonetDB, killed", "voc/.gdk_lock", "USR=1000 PID=<pid> TIME=Tue Dec  5 11:41:19 2017 @ LOGON\n", "", "free",
        Refuse);
    row("Dune, killed", "_build/.lock", "<pid>", "", "free", Refuse);
    row("VeraCrypt, running", ".VeraCrypt-lock-jane", QByteArray("<pid>\0", 6), "veracrypt", "held", Refuse, 0600);
    row("VeraCrypt, killed", ".VeraCrypt-lock-jane", QByteArray("<pid>\0", 6), "", "stale", Allow, 0600);
    row("BOINC, killed", "boinc-client/lockfile", "", "", "free", Refuse);
    row("qBittorrent, killed", ".config/qBittorrent/lockfile", "", "", "free", Refuse);
    row("FreeFileSync, refreshed now", "photos/sync.ffs_lock", QByteArray("FreeFileSync\0\2\0\0\0", 17), "", "held",
        Refuse);
    row("AutoCAD, open", "plans/house.dwl", "jane\nBOX \nFriday, August 14, 2026  19:52:45 Eastern Daylight Time", "",
        "held", Refuse);
    row("AutoCAD, empty", "plans/house.dwl2", "", "", "held unknown", Refuse);
    row("Cadence, running", "schematic/sch.oa.cdslck", "HostName <host>\nProcessIdentifier <pid>\n", "virtuoso", "held",
        Refuse);
    row("Cadence, killed", "schematic/sch.oa.cdslck", "HostName <host>\nProcessIdentifier <pid>\n", "", "stale", Allow);
    row("Cadence, other host", "schematic/sch.oa.cdslck", "HostName build-7\nProcessIdentifier <pid>\n", "", "unknown",
        Refuse);
}

void tst_FieldReports::file()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, content);
    QFETCH(int, mode);
    QFETCH(QString, program);
    QFETCH(QString, states);
    QFETCH(Break, expected);
    std::unique_ptr<NamedProcess> process;
    if (!program.isEmpty())
        process = std::make_unique<NamedProcess>(program);
    check(write(path, content, process ? process->pid() : exitedProcess(), mode), states, expected);
}

void tst_FieldReports::linkToProcess_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::newRow("running") << true;
    QTest::newRow("exited") << false;
}

/// ln -s /proc/$$ "$lock"
void tst_FieldReports::linkToProcess()
{
    QFETCH(bool, isRunning);
    std::unique_ptr<NamedProcess> process;
    if (isRunning)
        process = std::make_unique<NamedProcess>(u"nightly"_s);
    const auto lock = m_dir->filePath(u"job.lock"_s);
    QVERIFY(QFile::link(u"/proc/%1"_s.arg(process ? process->pid() : exitedProcess()), lock));
    check(lock, isRunning ? u"held"_s : u"stale"_s, isRunning ? Break::Refuse : Break::Allow);
}

void tst_FieldReports::namesFoundByScan_data()
{
    QTest::addColumn<QByteArray>("content");
    for (const auto *name : {"run/app/pid", "run/nginx.pid.oldbin", "mail/jane.lok", "mail/LOCK.jane", "work/_lock"})
        QTest::newRow(name) << "<pid>\n"_ba;
    for (const auto *name : {"git/app.clonelock", "miopen/db.txt.fslock", "cache/.gdk_lock", "plans/house.dwl"})
        QTest::newRow(name) << ""_ba;
}

void tst_FieldReports::namesFoundByScan()
{
    QFETCH(QByteArray, content);
    const auto lock = write(QTest::currentDataTag(), content, exitedProcess());
    QVERIFY(lockscopectl({u"scan"_s, u"-0"_s, m_dir->path()}).out.split('\0').contains(QFile::encodeName(lock)));
}

/// `box:4242` may be an address.
void tst_FieldReports::hostAndPort()
{
    const ListeningSocket server;
    QVERIFY(server.port() != 0);
    check(write("run/app.lock", "<host>:<pid>\n", server.port()), u"held unknown"_s, Break::Refuse);
}

void tst_FieldReports::directory_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("content");
    QTest::newRow("R, with the only copy of a package") << u"library/00LOCK-rlang"_s << u"rlang"_s;
    QTest::newRow("EasyBuild") << u"software/.locks/_apps_software_GCC_12.3.0.lock"_s << QString();
    QTest::newRow("Playwright") << u".cache/ms-playwright/__dirlock"_s << QString();
    QTest::newRow("mkdir in a script") << u"backup.lock"_s << QString();
    QTest::newRow("cabal") << u"packages/hackage.haskell.org/hackage-security-lock"_s << QString();
}

void tst_FieldReports::directory()
{
    QFETCH(QString, path);
    QFETCH(QString, content);
    const auto lock = m_dir->filePath(path);
    QVERIFY(QDir().mkpath(content.isEmpty() ? lock : lock + u'/' + content));
    const auto scanned = lockscopectl({u"scan"_s, m_dir->path()});
    QVERIFY2(scanned.out.contains(QFileInfo(lock).fileName().toUtf8()), scanned.out.constData());
    const auto summary = lockscopectl({u"inspect"_s, lock}).out;
    QVERIFY2(!summary.contains("heartbeat") && !summary.contains("10 s"), summary.constData());
    check(lock, u"held unknown"_s, Break::Refuse);
}

void tst_FieldReports::gnucash_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<bool>("isInspectedByItsSecondName");
    QTest::newRow("crashed") << false << false;
    QTest::newRow("crashed, second name") << false << true;
    QTest::newRow("open") << true << false;
    QTest::newRow("open, second name") << true << true;
}

void tst_FieldReports::gnucash()
{
    QFETCH(bool, isRunning);
    QFETCH(bool, isInspectedByItsSecondName);
    std::unique_ptr<NamedProcess> process;
    if (isRunning)
        process = std::make_unique<NamedProcess>(u"gnucash"_s);
    const auto lock = write("acct/book.gnucash.LCK", "", 0, 0600);
    const QString second = m_dir->filePath(u"acct/book.gnucash.7f0100."_s) +
                           QString::number(process ? process->pid() : exitedProcess()) + u".LNK"_s;
    QCOMPARE(::link(QFile::encodeName(lock).constData(), QFile::encodeName(second).constData()), 0);
    check(isInspectedByItsSecondName ? second : lock, isRunning ? u"held"_s : u"stale"_s,
          isRunning ? Break::Refuse : Break::Allow);
    QCOMPARE(QFile::exists(lock), isRunning);
    QCOMPARE(QFile::exists(second), isRunning);
}

void tst_FieldReports::recordedPort()
{
    const ListeningSocket server;
    QVERIFY(server.port() != 0);
    check(write(".config/freeplane/1.11.x/single_instance.lock", "<pid>", server.port()), u"held unknown"_s,
          Break::Refuse);
}

void tst_FieldReports::openFile_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("0755") << 0755;
    QTest::newRow("0644") << 0644;
}

void tst_FieldReports::openFile()
{
    QFETCH(int, mode);
    const auto lock = write("ext/lock", "", 0, mode);
    QFile opened(lock);
    QVERIFY(opened.open(QIODevice::ReadWrite));
    check(lock, u"held"_s, Break::Refuse);
}

void tst_FieldReports::directoryWithPidFile_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    for (const bool isRunning : {true, false}) {
        const auto row = [&](const char *name, const QString &file, const QByteArray &content) {
            QTest::addRow("%s, %s", name, isRunning ? "running" : "exited") << isRunning << file << content;
        };
        row("pid", u"pid"_s, "<pid>\n");
        row("owner", u"owner"_s, "<host>:<pid>\n");
    }
}

void tst_FieldReports::directoryWithPidFile()
{
    QFETCH(bool, isRunning);
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    std::unique_ptr<NamedProcess> process;
    if (isRunning)
        process = std::make_unique<NamedProcess>(u"nightly"_s);
    write("run/job.lock/" + file.toUtf8(), content, process ? process->pid() : exitedProcess());
    check(m_dir->filePath(u"run/job.lock"_s), isRunning ? u"held"_s : u"stale"_s,
          isRunning ? Break::Refuse : Break::Allow);
}

void tst_FieldReports::pidInName_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isDirectory");
    for (const bool isRunning : {true, false}) {
        const auto row = [&](const char *name, const QString &path, bool isDirectory) {
            QTest::addRow("%s, %s", name, isRunning ? "running" : "exited") << isRunning << path << isDirectory;
        };
        row("conda, directory", u"pkgs/.conda_lock-%1"_s, true);
        row("conda, file", u"opt/pkgs.pid%1.conda_lock"_s, false);
        row("slackpkg", u"lock/slackpkg.%1"_s, false);
    }
}

void tst_FieldReports::pidInName()
{
    QFETCH(bool, isRunning);
    QFETCH(QString, name);
    QFETCH(bool, isDirectory);
    std::unique_ptr<NamedProcess> process;
    if (isRunning)
        process = std::make_unique<NamedProcess>(u"python3"_s);
    const auto path = name.arg(process ? process->pid() : exitedProcess());
    if (isDirectory)
        QVERIFY(QDir(m_dir->path()).mkpath(path));
    else
        write(path.toUtf8(), "", 0);
    check(m_dir->filePath(path), isRunning ? u"held"_s : u"stale"_s, isRunning ? Break::Refuse : Break::Allow);
}

/// It records user and host, but no process.
void tst_FieldReports::libreOfficeProfile()
{
    const auto lock = write("libreoffice/4/.lock",
                            "[Lockdata]\r\nUser=jane\r\nHost=<host>\r\n"
                            "Stamp=076CE585F2DB7FFAD960A3E2EE877DEA\r\nTime=Sun Nov 29\r\n"
                            "IPCServer=true\r\n\r\n",
                            0);
    const auto summary = [&] {
        return lockscopectl({u"inspect"_s, lock, u"--json"_s}).object()[u"summary"].toString();
    };
    if (!summary().startsWith(u"Probably held"_s))
        QVERIFY2(summary().startsWith(u"Possibly stale: no program"_s), qPrintable(summary()));
    const NamedProcess office(u"soffice.bin"_s);
    QVERIFY2(summary().contains(u"process %1 (soffice.bin)"_s.arg(office.pid())), qPrintable(summary()));
    QVERIFY2(!summary().contains(u"cannot be checked from here"_s), qPrintable(summary()));
    check(lock, u"held"_s, Break::Refuse);
}

void tst_FieldReports::pidOfAProcessThatStartedLater()
{
    const NamedProcess process(u"Xorg"_s);
    const auto lock = write(".X99-lock", QByteArray::number(process.pid()).rightJustified(10) + '\n', 0, 0444);
    // As in a restarted container: the content is older than the process.
    const struct timespec times[] = {{0, UTIME_OMIT}, {::time(nullptr) - 3600, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, QFile::encodeName(lock).constData(), times, 0), 0);
    check(lock, u"unknown stale"_s, Break::Refuse);
    QVERIFY(lockscopectl({u"inspect"_s, lock}).out.contains("started after"));
}

QTEST_GUILESS_MAIN(tst_FieldReports)
#include "tst_fieldreports.moc"
