// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Everyday expectations of the public interface. Most of the test is that this compiles.
#include <lockscope/lockscope.h>

#include <QDeadlineTimer>
#include <QDebug>
#include <QDir>
#include <QProperty>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QVariant>

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <sstream>

using namespace Lockscope;
using namespace std::chrono_literals;

static_assert(LOCKSCOPE_VERSION >= LOCKSCOPE_VERSION_CHECK(0, 1, 0));

class Everyday : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    QString file() const { return m_directory.filePath("app.lock"); }

private Q_SLOTS:
    void versions() { QCOMPARE(QLatin1String(version().data()), QLatin1String(LOCKSCOPE_VERSION_STR)); }

    void captures()
    {
        const auto saved = m_directory.filePath("host.lockscope.json").toStdString();
        const auto capture = Capture::of({Inspector().inspect(file())}, {});
        QVERIFY(capture.write(saved));
        const auto read = Capture::read(saved);
        QVERIFY(read);
        QVERIFY(read->historyError.empty());
        QVERIFY(compare(capture, *read).empty());
        QCOMPARE(Capture::parse("{}").error().code, LockErrc::ReadFailed);
    }

    void results()
    {
        const Result<int> three = 3;
        const int value = three.value();
        QCOMPARE(value, 3);
        QCOMPARE(three, Result<int>(3));
        QCOMPARE(Result<void>(), Result<void>());
        QVERIFY(three != Result<int>(Failure::of(LockErrc::NotLocked, "/a")));

        const auto text = three.transform([](int number) { return number + 1; }).and_then([](int number) {
            return Result<QString>(QString::number(number));
        });
        QCOMPARE(text.value_or("none"), QString("4"));
        QCOMPARE(Result<void>().and_then([] { return Result<int>(1); }).value(), 1);
        const Result<int> none = Failure::of(LockErrc::LockTimeout, "/a");
        QCOMPARE(none.or_else([](const Failure &) { return Result<int>(7); }).value(), 7);
        QVERIFY_THROWS_EXCEPTION(LockTimeout, none.value());
        QVERIFY(!none.transform([](int number) { return number; }));

        // A pointer to a derived class, and move-only values.
        const auto make = [this]() -> Result<std::unique_ptr<LockFile>> {
            return std::make_unique<ZcLockFile>(file());
        };
        auto lock = make().value_or(nullptr);
        QVERIFY(lock);
        Result<std::unique_ptr<ZcLockFile>> derived = std::make_unique<ZcLockFile>(file());
        const Result<std::unique_ptr<LockFile>> base = std::move(derived);
        QVERIFY(base);
    }

    void output()
    {
        const auto failure = Failure::of(LockErrc::NotLocked, "/a");
        QTest::ignoreMessage(QtDebugMsg, "NotLocked: /a: not locked");
        qDebug() << failure;
        QTest::ignoreMessage(QtDebugMsg, "NotLocked: /a: not locked");
        qDebug() << Result<void>(failure);
        std::ostringstream stream;
        stream << failure;
        QCOMPARE(stream.str(), std::string("/a: not locked"));
        try {
            throwFailure(failure);
        } catch (const NotLocked &error) {
            QCOMPARE(std::string(error.what()), std::string("/a: not locked"));
        }
        const std::unique_ptr<char[]> text(QTest::toString(Verdict()));
        QCOMPARE(QByteArray(text.get()), QByteArray("unknown (presumed, unrecognised)"));
        const auto report = Inspector().inspect(file());
        qDebug() << report << report.verdict << report.owner;
        QCOMPARE(fromJson(toJson(report)).value().verdict.state, report.verdict.state);
        // With everything that is needed to show it elsewhere.
        QCOMPARE(fromJson(toWholeJson(report)).value().inode, report.inode);
        LockEvent event;
        event.path = report.path;
        event.kind = LockEvent::Kind::Stale;
        QCOMPARE(eventFromJson(toJson(event)).value().kind, LockEvent::Kind::Stale);
        QCOMPARE(report.verdict, Inspector().inspect(file()).verdict);
        QCOMPARE(report.owner, Claim());
    }

    void paths()
    {
        ZcLockFile bytes(std::filesystem::path("/tmp/a"));
        ZcLockFile literal("/tmp/a");
        ZcLockFile string(std::string("/tmp/a"));
        ZcLockFile text(QDir("/tmp").filePath("a"));
        QCOMPARE(toQString(text.path()), QString("/tmp/a"));
        QCOMPARE(toPath("/tmp/a"), literal.path());
        QVERIFY(makeLock("zc", file()));
    }

    void timeouts()
    {
        ZcLockFile holder(file());
        QVERIFY(holder.acquire(0.5s));
        ZcLockFile lock(file());
        QCOMPARE(lock.acquire(0s).error().code, LockErrc::AlreadyLocked);
        QCOMPARE(lock.acquire(0.01s).error().code, LockErrc::LockTimeout);
        QCOMPARE(lock.acquire(QDeadlineTimer(10)).error().code, LockErrc::LockTimeout);
        QVERIFY(holder.release());
        QVERIFY(lock.acquire(Forever));
        lock.setDefaultTimeout(1min);
        const auto variant = QVariant::fromValue(Timeout(0.5s));
        QCOMPARE(variant.value<Timeout>(), Timeout(500ms));
        QVERIFY(variant != QVariant::fromValue(Timeout(Forever)));
    }

    void guards()
    {
        ZcLockFile lock(file());
        {
            const std::unique_lock guard(lock, 1s);
            QVERIFY(guard.owns_lock());
        }
        FcntlLockFile one(m_directory.filePath("shared.lock"));
        FcntlLockFile other(m_directory.filePath("shared.lock"));
        FcntlLockFile writer(m_directory.filePath("shared.lock"));
        {
            const std::shared_lock first(one);
            const std::shared_lock second(other, 1s);
            QVERIFY(second.owns_lock());
            QVERIFY(!writer.try_lock());
            QVERIFY(one.fileno().value() >= 0);
        }
        const std::scoped_lock exclusive(writer);
        QVERIFY(!one.try_lock_shared());
        QVERIFY(!one.fileno());
    }

    void inspectsAndBreaksWithoutBlocking()
    {
        auto inspected = inspectAsync(m_directory.filePath("none.lock"));
        QTRY_VERIFY(inspected.isFinished());
        QCOMPARE(inspected.result().verdict.state, Verdict::State::Absent);
        const Breaker breaker(toPath(m_directory.filePath("journal")));
        bool isSafe = true;
        planAsync(breaker, inspected.result()).then(this, [&](const Result<BreakPlan> &plan) {
            isSafe = plan && plan->isSafe();
        });
        QTRY_VERIFY(!isSafe);
    }

    void holders()
    {
        ZcLockFile lock(toPath(file()));
        QVERIFY(lock.acquire());
        const auto holders = Holder::of(toPath(file()));
        QVERIFY(holders && holders->size() == 1);
        QVERIFY(holders->front().stillHolds());
        QVERIFY(holders->front().refusal()); // this process itself
        QVERIFY(lock.release());
        QVERIFY(!holders->front().stillHolds());
    }

    void words()
    {
        QCOMPARE(fromWord<Verdict::State>("held"), Verdict::State::Held);
        QCOMPARE(fromWord<Verdict::Reason>(toWord(Verdict::Reason::PidDead)), Verdict::Reason::PidDead);
        QVERIFY(!fromWord<KernelLock::Type>("nonsense"));
    }

    void asynchronous()
    {
        AsyncLock lock("zc", file(), this);
        const QSignalSpy acquired(&lock, &AsyncLock::acquired);
        const QSignalSpy failed(&lock, &AsyncLock::failed);
        QProperty<bool> isBusy;
        isBusy.setBinding([&] { return lock.isHeld() || lock.isWaiting(); });
        QTimer timer;
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, &lock, &AsyncLock::acquire);
        timer.start(0);
        QTRY_COMPARE(acquired.size(), 1);
        QVERIFY(isBusy);
        AsyncLock second("zc", file(), {.refuseForeignContent = true}, this);
        const QSignalSpy secondFailed(&second, &AsyncLock::failed);
        const QSignalSpy refused(&second, &AsyncLock::refused);
        second.acquireWithin(0s);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(secondFailed.size(), 1);
        QCOMPARE(refused[0][0].value<Failure>().code, LockErrc::AlreadyLocked);
        QCOMPARE(refused[0][1].value<LockReport>().verdict.state, Verdict::State::Held);
        lock.release();
        QTRY_VERIFY(!isBusy);
        lock.setActive(true);
        QTRY_VERIFY(lock.isHeld());
        lock.setActive(false);
        QVERIFY(!lock.isHeld());
        QCOMPARE(failed.size(), 0);
    }

    void inspection()
    {
        // A PID file with an arbitrary name is recognised by its kind.
        PidLockFile state(m_directory.filePath("state"));
        QVERIFY(state.acquire(0s));
        const Inspector inspector;
        QCOMPARE(inspector.inspect(state).verdict.state, Verdict::State::Held);
        QCOMPARE(inspector.inspect(m_directory.filePath("state"), "pid").verdict.state, Verdict::State::Held);
    }

    void otherHosts()
    {
        QVERIFY(HostCommand::isKnown("scan") && !HostCommand::changesLocks("scan"));
        qputenv("PATH", m_directory.path().toUtf8()); // without ssh
        HostCommand command({"alpha", "admin@alpha.example.org", std::string(32, 'a')}, {"scan", "--json", "/srv"});
        HostCommand::Sink sink;
        sink.output = [](std::string_view) { return true; };
        sink.error = [](std::string_view) {};
        const auto end = command.run(sink);
        QCOMPARE(end.problem, HostCommand::Problem::NotReached);
        // What was known about its locks does not count any more.
        QCOMPARE(unreachableReport({}, "alpha", end).verdict.reason, Verdict::Reason::Unreachable);
        // HostQuestions and HostAnswers are the two ends of a pipe.
        HostAnswers answers;
        QVERIFY(HostQuestions::isGreeting(answers.greeting()));
        const auto line = answers.answer(HostQuestions::aboutLockedInode(1, {.major = 0, .minor = 0, .inode = 1}));
        QVERIFY(HostQuestions::reportsIn(line, 1)->empty());
        const auto asked = HostAnswers::commandIn(R"({"id":1,"command":["c2Nhbg=="]})");
        QVERIFY(asked && asked->words == std::vector<std::string>{"scan"});
    }
};

QTEST_GUILESS_MAIN(Everyday)
#include "main.moc"
