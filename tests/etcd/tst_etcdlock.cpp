// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "etcd/etcdserver.h"
#include "etcd/gateway.h"
#include "etcd/ownerrecord.h"
#include "process/lockscopectlcall.h"
#include "support/kindtest.h"
#include "support/locktest.h"
#include "support/waiter.h"

#include <lockscope/asynclock.h>
#include <lockscope/losswatch.h>

#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <array>
#include <memory>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Lockscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto Patience = 60s;
constexpr int PatienceMs = 60000;
/// Short, but longer than a busy machine delays a renewal.
constexpr auto ShortTtl = 6s;

template <typename T>
LockErrc codeOf(const Result<T> &result)
{
    return result ? LockErrc() : result.error().code;
}

} // namespace

/// The properties of locks in etcd, with a real server. The contract of all kinds is tested in tst_etcdcontract.
class tst_EtcdLock : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestDirectory> m_directory;
    std::unique_ptr<EtcdServer> m_server;
    std::string m_name;
    int m_count = 0;

    std::unique_ptr<EtcdLock> make(std::chrono::seconds ttl = EtcdLock::DefaultTtl) const
    {
        return std::make_unique<EtcdLock>(m_name, m_server->settings(), ttl);
    }
    EtcdAddress address() const
    {
        auto parsed = EtcdAddress::parse("etcd://" + m_server->endpoint().substr(7) + '/' + m_name);
        return parsed ? *parsed : EtcdAddress();
    }
    LockReport inspect() const
    {
        Inspector inspector;
        return EtcdInspector(m_server->settings()).inspect(address(), inspector);
    }
    QStringList etcdctl(const QStringList &words) const
    {
        return QStringList{u"--endpoints"_s, QString::fromStdString(m_server->endpoint())} + words;
    }
    /// `etcdctl lock`, which prints its key after it has acquired the lock, and holds it until it is interrupted.
    void startEtcdctl(QProcess &process) const
    {
        qputenv("ETCDCTL_API", "3");
        process.start(u"etcdctl"_s, etcdctl({u"lock"_s, QString::fromStdString(m_name)}));
        QVERIFY(process.waitForStarted(PatienceMs));
    }
    /// Continues to check the condition after it was true once.
    static void waitUntil(const std::function<bool()> &condition) { QTRY_VERIFY_WITH_TIMEOUT(condition(), PatienceMs); }

private Q_SLOTS:
    void initTestCase()
    {
        m_directory = std::make_unique<TestDirectory>();
        qputenv("XDG_STATE_HOME", QByteArray::fromStdString((*m_directory / "state").native()));
        qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString((*m_directory / "config").native()));
        m_server = std::make_unique<EtcdServer>(*m_directory / "etcd");
        if (!m_server->isRunning())
            QSKIP("needs etcd (Debian: etcd-server)");
    }
    void init() { m_name = "lock" + std::to_string(++m_count); }

    void addressesAreParsed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("complete") << "etcd://db1:2390/build"_ba
                                  << "db1"_ba << 2390 << "build"_ba;
        QTest::newRow("usual port") << "etcd://db1/build"_ba
                                    << "db1"_ba << 2379 << "build"_ba;
        QTest::newRow("IPv6") << "etcd://[::1]:2390/build"_ba
                              << "::1"_ba << 2390 << "build"_ba;
        QTest::newRow("from the settings") << "etcd:///build"_ba
                                           << ""_ba << 2379 << "build"_ba;
        QTest::newRow("with slashes") << "etcd://db1//locks/build"_ba
                                      << "db1"_ba << 2379 << "/locks/build"_ba;
    }
    void addressesAreParsed()
    {
        QFETCH(QByteArray, text);
        const auto address = EtcdAddress::parse(text.toStdString());
        QVERIFY(address);
        QTEST(QByteArray::fromStdString(address->host), "host");
        QTEST(address->port, "port");
        QTEST(QByteArray::fromStdString(address->name), "name");
        QCOMPARE(EtcdAddress::parse(address->text())->text(), address->text());
    }
    void otherAddressesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "build", "etcd://", "etcd://db1", "etcd://db1/", "etcd://user:pw@db1/x", "etcd://db1:port/x",
              "etcd://db 1/x", "etcd:///", "etcd://db1//registry/pods", "etcd://db1//registry"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void otherAddressesAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!EtcdAddress::parse(text.toStdString()));
    }
    void kubernetesKeysAreNotLocked()
    {
        QCOMPARE(EtcdLock("/registry/pods", m_server->settings()).acquire(0s).error().code, LockErrc::InvalidOption);
    }

    void settingsAreRead()
    {
        const auto file =
            makeFile(*m_directory / "settings", "# ours\nendpoint = https://a:2379\nendpoint=https://b:2379\n"
                                                "user = me\npassword = a=b\nca = /ca.pem\n");
        std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const auto settings = EtcdSettings::read(file);
        QVERIFY(settings);
        QCOMPARE(settings->endpoints, (std::vector<std::string>{"https://a:2379", "https://b:2379"}));
        QCOMPARE(settings->password, "a=b");
        QVERIFY(!settings->plainHttp);
        // Otherwise others could read the password.
        std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
        QVERIFY(!EtcdSettings::read(file));
        QVERIFY(!EtcdSettings::read(makeFile(*m_directory / "invalid", "endpoints = x\n")));
        QCOMPARE(EtcdSettings::read(*m_directory / "absent")->endpoints, EtcdSettings().endpoints);
    }
    void plainHttpToOtherHostsIsRefused()
    {
        EtcdSettings settings;
        settings.endpoints = {"http://192.0.2.1:2379"};
        const auto acquired = EtcdLock(m_name, settings).acquire(0s);
        QCOMPARE(acquired.error().code, LockErrc::InvalidOption);
        QVERIFY2(acquired.error().message().contains(u"not encrypted"_s), qPrintable(acquired.error().message()));
        const auto named = EtcdAddress::parse("etcd://db1.example.org:2379/x")->settingsFrom({});
        QCOMPARE(named.endpoints, std::vector<std::string>{"https://db1.example.org:2379"});
        const auto local = EtcdAddress::parse("etcd://localhost:2390/x")->settingsFrom({});
        QCOMPARE(local.endpoints, std::vector<std::string>{"http://localhost:2390"});
    }

    void bothEndsAreVerified()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("needs openssl");
        const EtcdServer server(*m_directory / "tls", EtcdServer::Transport::Tls);
        QVERIFY(server.isRunning());
        EtcdLock lock(m_name, server.settings());
        VERIFY_RESULT(lock.acquire(0s));
        EtcdLock second(m_name, server.settings());
        {
            Waiter waiter(second, Timeout(Patience));
            QVERIFY(waiter.isAsleep());
            VERIFY_RESULT(lock.release());
            VERIFY_RESULT(waiter.result());
        }
        auto withoutCertificate = server.settings();
        withoutCertificate.certificateFile.clear();
        QCOMPARE(EtcdLock("other", withoutCertificate).acquire(0s).error().code, LockErrc::LockFailed);
        auto withoutAuthority = server.settings();
        withoutAuthority.caFile.clear();
        QCOMPARE(EtcdLock("other", withoutAuthority).acquire(0s).error().code, LockErrc::LockFailed);
    }

    void hostileServers_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("endless");
        const auto head = "HTTP/1.1 200 OK\r\n"_ba;
        const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        QTest::newRow("closes at once") << QByteArray() << false;
        QTest::newRow("not HTTP") << "hello\r\n\r\n"_ba << false;
        QTest::newRow("endless line") << QByteArray(4096, 'x') << true;
        QTest::newRow("endless head") << QByteArray("X: y\r\n") << true;
        QTest::newRow("body that is announced as huge")
            << QByteArray(head + "Content-Length: 99999999999\r\n\r\n") << false;
        QTest::newRow("negative length") << QByteArray(head + "Content-Length: -1\r\n\r\n") << false;
        QTest::newRow("huge chunk") << QByteArray(chunked + "7fffffffffffffff\r\n") << false;
        QTest::newRow("negative chunk") << QByteArray(chunked + "-5\r\n") << false;
        QTest::newRow("no number") << QByteArray(chunked + "zz\r\n") << false;
        QTest::newRow("not JSON") << QByteArray(head + "Content-Length: 5\r\n\r\nhello") << false;
        QTest::newRow("error with escapes")
            << QByteArray("HTTP/1.1 500 No\r\nContent-Length: 27\r\n\r\n{\"message\":\"\\u001b[2Jno\"}    ") << false;
    }
    void hostileServers()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const bool, endless);
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(listener, reinterpret_cast<const sockaddr *>(&address), size), 0);
        QCOMPARE(::listen(listener, 5), 0);
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
        const std::jthread server([&] {
            // Until the test has closed the listener.
            for (int client = -1; (client = ::accept(listener, nullptr, nullptr)) >= 0; ::close(client)) {
                std::array<char, 4096> request;
                if (::recv(client, request.data(), request.size(), 0) <= 0)
                    continue;
                do {
                    if (::send(client, answer.constData(), static_cast<std::size_t>(answer.size()), MSG_NOSIGNAL) < 0)
                        break;
                } while (endless);
            }
        });
        EtcdSettings settings;
        settings.endpoints = {"http://127.0.0.1:" + std::to_string(ntohs(address.sin_port))};
        settings.timeout = 2s;
        const auto acquired = EtcdLock(m_name, settings).acquire(0s);
        ::shutdown(listener, SHUT_RDWR);
        ::close(listener);
        QCOMPARE(codeOf(acquired), LockErrc::LockFailed);
        QVERIFY(!acquired.error().message().contains(u'\033'));
    }

    void keyHasTheFormatOfEtcdctl()
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        const auto keys = EtcdGateway(m_server->settings(), {}).list(m_name + '/');
        QCOMPARE(keys->keys.size(), 1U);
        const auto &key = keys->keys.front();
        QCOMPARE(key.key, m_name + '/' + QByteArray::number(qulonglong(key.lease), 16).toStdString());
        QCOMPARE(lock->token(), std::to_string(key.createRevision));
        const auto owner = OwnerRecord::parse(key.value);
        QCOMPARE(owner.claim.pid, std::optional<std::int64_t>(::getpid()));
        QVERIFY(owner.claim.startTicks.value_or(0) > 0);
        QVERIFY(lock->leaseLeft() > 15s);
        VERIFY_RESULT(lock->release());
        QCOMPARE(lock->token(), std::string());
    }
    void ownerRoundTrips()
    {
        const auto own = OwnerRecord::own();
        QCOMPARE(OwnerRecord::parse(own.toValue()).claim, own.claim);
        for (const char *value : {"", "x", "{}", "[]", R"({"lockscope":2,"pid":1})", R"({"lockscope":1,"pid":-1})",
                                  R"({"lockscope":1,"pid":"1"})"})
            QVERIFY2(OwnerRecord::parse(value).claim.isEmpty(), value);
    }
    void tokensIncrease()
    {
        std::int64_t before = 0;
        for (int round = 0; round < 3; ++round) {
            const auto lock = make();
            VERIFY_RESULT(lock->acquire(0s));
            const auto token = std::stoll(lock->token());
            QVERIFY(token > before);
            before = token;
        }
    }

    void etcdctlIsExcluded()
    {
        if (QStandardPaths::findExecutable(u"etcdctl"_s).isEmpty())
            QSKIP("needs etcdctl (Debian: etcd-client)");
        auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        QProcess peer;
        startEtcdctl(peer);
        waitUntil([&] { return inspect().queue.size() == 1; });
        QVERIFY(!peer.canReadLine());
        VERIFY_RESULT(lock->release());
        QVERIFY(lineOf(peer).startsWith(QByteArray::fromStdString(m_name + '/')));
        peer.terminate();
        QVERIFY(peer.waitForFinished(PatienceMs));
    }
    void etcdctlExcludes()
    {
        if (QStandardPaths::findExecutable(u"etcdctl"_s).isEmpty())
            QSKIP("needs etcdctl (Debian: etcd-client)");
        QProcess peer;
        startEtcdctl(peer);
        QVERIFY(!lineOf(peer).isEmpty());
        auto lock = make();
        QCOMPARE(codeOf(lock->acquire(0s)), LockErrc::AlreadyLocked);
        const auto report = inspect();
        QCOMPARE(report.verdict.state, Verdict::State::Held);
        QVERIFY(report.owner.isEmpty());
        Waiter waiter(*lock, Timeout(Patience));
        QVERIFY(waiter.isAsleep());
        peer.terminate();
        VERIFY_RESULT(waiter.result());
        QVERIFY(peer.waitForFinished(PatienceMs));
    }

    /// Any thread can make an attempt for either of them: they are still two owners.
    void asyncLocksWaitForEachOther()
    {
        AsyncLock first(make());
        first.acquire();
        QTRY_VERIFY_WITH_TIMEOUT(first.isHeld(), PatienceMs);
        AsyncLock second(make());
        QSignalSpy failed(&second, &AsyncLock::failed);
        second.acquire();
        waitUntil([&] { return inspect().queue.size() == 1 || !failed.isEmpty(); });
        first.release();
        QTRY_VERIFY_WITH_TIMEOUT(second.isHeld() || !failed.isEmpty(), PatienceMs);
        QCOMPARE(failed.size(), 0);
    }

    /// The order is that of the queue, regardless of which process asks first after a release.
    void waitersAcquireInOrder()
    {
        auto first = make();
        VERIFY_RESULT(first->acquire(0s));
        std::vector<int> order;
        std::vector<std::jthread> threads;
        for (int number = 0; number < 3; ++number) {
            threads.emplace_back([&, number] {
                const auto lock = make();
                if (lock->acquire(Patience))
                    order.push_back(number); // protected by the lock
            });
            waitUntil([&] { return inspect().queue.size() == static_cast<std::size_t>(number) + 1; });
        }
        VERIFY_RESULT(first->release());
        threads.clear();
        QCOMPARE(order, (std::vector{0, 1, 2}));
    }

    void killedHolderLosesTheLockWithItsLease()
    {
        QProcess holder;
        holder.start(lockscopectlProgram(),
                     {u"hold"_s, u"etcd"_s, QString::fromStdString(address().text()), u"--ttl"_s, u"2"_s});
        QVERIFY(lineOf(holder).startsWith("acquired"));
        holder.kill();
        QVERIFY(holder.waitForFinished(PatienceMs));
        const auto report = inspect();
        if (canProveFree())
            QCOMPARE(report.verdict.state, Verdict::State::Stale);
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(Patience));
    }
    void stoppedHolderNoticesTheLoss()
    {
        QProcess holder;
        holder.start(lockscopectlProgram(),
                     {u"hold"_s, u"--json"_s, u"etcd"_s, QString::fromStdString(address().text()), u"--ttl"_s, u"2"_s});
        QVERIFY(lineOf(holder).contains("acquired"));
        ::kill(static_cast<pid_t>(holder.processId()), SIGSTOP);
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(Patience));
        // It is not yet known that the other process is stopped.
        VERIFY_RESULT(lock->release());
        QCOMPARE(inspect().verdict.state, Verdict::State::Free);
        ::kill(static_cast<pid_t>(holder.processId()), SIGCONT);
        QVERIFY(lineOf(holder).contains("\"lost\""));
        QVERIFY(holder.waitForFinished(PatienceMs));
        QCOMPARE(holder.exitCode(), 4);
        QVERIFY(holder.readAllStandardError().contains("its lease ended"));
    }
    void runningFormerHolderIsReported()
    {
        QProcess holder;
        holder.start(lockscopectlProgram(),
                     {u"hold"_s, u"etcd"_s, QString::fromStdString(address().text()), u"--ttl"_s, u"2"_s});
        QVERIFY(lineOf(holder).startsWith("acquired"));
        ::kill(static_cast<pid_t>(holder.processId()), SIGSTOP);
        waitUntil([&] { return inspect().verdict.state == Verdict::State::Free; });
        const auto report = inspect();
        QCOMPARE(report.verdict.reason, Verdict::Reason::FormerHolderAlive);
        QVERIFY(report.process);
        QCOMPARE(report.process->pid, holder.processId());
        ::kill(static_cast<pid_t>(holder.processId()), SIGKILL);
        QVERIFY(holder.waitForFinished(PatienceMs));
        QCOMPARE(inspect().verdict.reason, Verdict::Reason::Absent);
    }
    void holderThatReleasedIsNoFormerHolder()
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        VERIFY_RESULT(lock->release());
        QCOMPARE(inspect().verdict.state, Verdict::State::Free);
        QCOMPARE(inspect().verdict.reason, Verdict::Reason::Absent);
    }

    void unresponsiveServerLosesTheLock()
    {
        auto settings = m_server->settings();
        settings.timeout = 500ms;
        EtcdLock lock(m_name, settings, ShortTtl);
        VERIFY_RESULT(lock.acquire(0s));
        LossWatch watch(lock);
        QVERIFY(!watch.check());
        m_server->freeze();
        // As long as the lease is certain to be valid.
        QVERIFY(lock.isHeldByMe());
        waitUntil([&] { return !lock.isHeldByMe(); });
        QVERIFY(watch.check());
        QCOMPARE(EtcdLock("other", settings).acquire(0s).error().code, LockErrc::LockFailed);
        Inspector inspector;
        const auto report = EtcdInspector(settings).inspect(address(), inspector);
        QCOMPARE(report.verdict.state, Verdict::State::Unknown);
        QCOMPARE(report.verdict.reason, Verdict::Reason::Unreachable);
        m_server->thaw();
        QCOMPARE(codeOf(lock.release()), LockErrc::NotMyLock);
        waitUntil([&] { return inspect().verdict.reason != Verdict::Reason::Unreachable; });
        VERIFY_RESULT(make()->acquire(Patience));
    }
    void heldLockIsRenewed()
    {
        const auto lock = make(9s);
        VERIFY_RESULT(lock->acquire(0s));
        for (int renewals = 0; renewals < 2; ++renewals) {
            auto before = lock->leaseLeft().value_or(0ms);
            bool isRenewed = false;
            waitUntil([&] {
                const auto left = lock->leaseLeft().value_or(0ms);
                isRenewed = isRenewed || left > std::exchange(before, left);
                return isRenewed;
            });
        }
        QVERIFY(lock->isHeldByMe());
        VERIFY_RESULT(lock->release());
    }

    void breakIsUndone()
    {
        if (!canProveFree())
            QSKIP("needs the initial PID namespace, to prove that a process has exited");
        {
            QProcess holder;
            holder.start(lockscopectlProgram(), {u"hold"_s, u"etcd"_s, QString::fromStdString(address().text())});
            QVERIFY(lineOf(holder).startsWith("acquired"));
            holder.kill();
            QVERIFY(holder.waitForFinished(PatienceMs));
        }
        EtcdInspector etcd(m_server->settings());
        Inspector inspector;
        const auto report = etcd.inspect(address(), inspector);
        QCOMPARE(report.breakPermission, LockReport::BreakPermission::Safe);
        const auto broken = etcd.breakLock(report, EtcdInspector::Force::No);
        QVERIFY2(broken, qPrintable(broken ? QString() : broken.error().message()));
        QCOMPARE(inspect().verdict.state, Verdict::State::Free);
        QCOMPARE(etcd.breakLock(report, EtcdInspector::Force::No).error().code, LockErrc::BreakChanged);
        // Not while another process holds it.
        {
            const auto lock = make();
            VERIFY_RESULT(lock->acquire(0s));
            QCOMPARE(etcd.undo(broken->id).error().code, LockErrc::UndoRefused);
        }
        QVERIFY(etcd.undo(broken->id));
        QCOMPARE(inspect().verdict.state, Verdict::State::Stale);
        QVERIFY(inspect().token > report.token);
        QCOMPARE(etcd.undo(broken->id).error().code, LockErrc::UnknownBreak);
    }
    void heldLockIsBrokenOnlyByForce()
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        EtcdInspector etcd(m_server->settings());
        Inspector inspector;
        const auto report = etcd.inspect(address(), inspector);
        QCOMPARE(report.verdict.state, Verdict::State::Held);
        QCOMPARE(report.verdict.confidence, Verdict::Confidence::Proved);
        QCOMPARE(etcd.breakLock(report, EtcdInspector::Force::No).error().code, LockErrc::BreakRefused);
        QVERIFY(lock->isHeldByMe());
        const auto broken = etcd.breakLock(report, EtcdInspector::Force::Yes);
        QVERIFY(broken);
        QVERIFY(!lock->isHeldByMe());
        QCOMPARE(codeOf(lock->release()), LockErrc::NotMyLock);
        // Its lease ended with that release.
        const auto restored = etcd.undo(broken->id);
        QVERIFY2(codeOf(restored) == LockErrc::UndoRefused, refusalReason(restored));
    }
    /// Another holder has acquired it between the inspection and the break.
    void nextHolderIsNotBroken()
    {
        const auto lock = make();
        VERIFY_RESULT(lock->acquire(0s));
        EtcdInspector etcd(m_server->settings());
        Inspector inspector;
        const auto report = etcd.inspect(address(), inspector);
        VERIFY_RESULT(lock->release());
        const auto next = make();
        VERIFY_RESULT(next->acquire(0s));
        QCOMPARE(etcd.breakLock(report, EtcdInspector::Force::Yes).error().code, LockErrc::BreakChanged);
        QVERIFY(next->isHeldByMe());
        QVERIFY(EtcdInspector::broken()->empty() || EtcdInspector::broken()->back().address != report.path.native());
    }
    /// python-etcd3 and Patroni keep one key of exactly this name.
    void singleKeyIsALock()
    {
        QProcess put;
        if (QStandardPaths::findExecutable(u"etcdctl"_s).isEmpty())
            QSKIP("needs etcdctl (Debian: etcd-client)");
        qputenv("ETCDCTL_API", "3");
        const auto name = QString::fromStdString(m_name);
        QCOMPARE(callProgram(u"etcdctl"_s, etcdctl({u"put"_s, name, u"0b9c-uuid"_s})).status, 0);
        const auto report = inspect();
        QCOMPARE(report.verdict.state, Verdict::State::Held);
        QCOMPARE(report.verdict.confidence, Verdict::Confidence::Presumed);
        QCOMPARE(report.breakPermission, LockReport::BreakPermission::WithForce);
        QCOMPARE(callProgram(u"etcdctl"_s, etcdctl({u"del"_s, name})).status, 0);
        QCOMPARE(inspect().verdict.state, Verdict::State::Free);
    }
    void manyKeysAreListedInPages()
    {
        EtcdGateway gateway(m_server->settings(), {});
        constexpr std::size_t Count = 2345;
        for (std::size_t i = 0; i < Count; ++i)
            QVERIFY(gateway.enqueue(m_name + '/' + std::to_string(i), {}, 0, m_name + '/'));
        const auto keys = gateway.list(m_name + '/');
        VERIFY_RESULT(keys);
        QCOMPARE(keys->keys.size(), Count);
        QVERIFY(std::ranges::is_sorted(keys->keys, {}, &EtcdKey::createRevision));
        QCOMPARE(inspect().queue.size(), Count - 1);
    }
    void prefixRangeEnd()
    {
        QCOMPARE(endOfPrefix("build/"), "build0");
        QCOMPARE(endOfPrefix("a\xff\xff"), "b");
        QCOMPARE(endOfPrefix("\xff"), std::string(1, '\0'));
    }
};

QTEST_GUILESS_MAIN(tst_EtcdLock)
#include "tst_etcdlock.moc"
