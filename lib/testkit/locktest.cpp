// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/test/locktest.h>

#include "locks/waiters.h"
#include "testkit/takers.h"

#include <lockscope/wording.h>

#include <QElapsedTimer>
#include <QMetaEnum>
#include <QTimer>

#include <algorithm>
#include <cstdlib>

namespace Lockscope::Test {

namespace {

/// Far more than any wait takes to begin.
constexpr int PatienceMilliseconds = 20'000;

/// Without /proc and inotify instances: the library keeps a few of these for the next wait.
QStringList openDescriptors()
{
    QStringList result;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone; // the descriptor of this very loop
        const auto target = std::filesystem::read_symlink(entry, gone).native();
        if (!gone && !target.starts_with("/proc/") && target != "anon_inode:inotify")
            result += QString::fromStdString(entry.path().filename().native() + ' ' + target);
    }
    result.sort();
    return result;
}

int threads()
{
    const std::filesystem::directory_iterator tasks("/proc/self/task");
    return static_cast<int>(std::distance(begin(tasks), end(tasks)));
}

template <typename Value>
QString keyOf(Value value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Value>().valueToKey(static_cast<int>(value)));
}

} // namespace

LockDirectory::~LockDirectory()
{
    remove();
}

void LockDirectory::create()
{
    remove();
    auto name = (std::filesystem::temp_directory_path() / "locktest-XXXXXX").native();
    if (!::mkdtemp(name.data()))
        qFatal("%s cannot be created", name.c_str());
    m_path = std::filesystem::canonical(name);
    m_descriptors = openDescriptors();
    m_threads = threads();
}

void LockDirectory::remove()
{
    takers().clear();
    std::error_code ignored;
    if (!m_path.empty())
        std::filesystem::remove_all(m_path, ignored);
    m_path.clear();
}

void LockDirectory::removeAndCheck()
{
    remove();
    // Threads without work end after a moment.
    QTRY_COMPARE_WITH_TIMEOUT(heldLockCount(), std::size_t{0}, PatienceMilliseconds);
    QTRY_VERIFY_WITH_TIMEOUT(threads() <= m_threads, PatienceMilliseconds);
    QTRY_COMPARE_WITH_TIMEOUT(openDescriptors(), m_descriptors, PatienceMilliseconds);
}

bool isAwaited(const std::filesystem::path &lock)
{
    return QTest::qWaitFor([&] { return ScopedWait::isAwaited(lock); }, PatienceMilliseconds);
}

std::chrono::milliseconds eventLoopStall(const std::function<void()> &function)
{
    QTimer timer;
    QElapsedTimer sinceTick;
    qint64 longest = 0;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        longest = std::max(longest, sinceTick.elapsed());
        sinceTick.start();
    });
    timer.start(0);
    sinceTick.start();
    function();
    return std::chrono::milliseconds(std::max(longest, sinceTick.elapsed()));
}

QByteArray differenceOf(const LockReport &report, Verdict::State state, Verdict::Reason reason)
{
    if (report.verdict.state == state && report.verdict.reason == reason)
        return {};
    QStringList sources;
    for (const auto &evidence : report.evidence)
        sources += evidence.message() + QStringLiteral(" [%1]").arg(evidence.source);
    return QStringLiteral("verdict differs\n   Actual   %1, %2: \"%3\" %4\n   Expected %5, %6")
        .arg(keyOf(report.verdict.state), keyOf(report.verdict.reason), text(report.verdict, Language::English),
             sources.join(QStringLiteral("; ")), keyOf(state), keyOf(reason))
        .toUtf8();
}

QByteArray differenceOf(const Failure *failure, LockErrc code)
{
    if (failure && failure->code == code)
        return {};
    const auto actual = failure ? keyOf(failure->code) + QStringLiteral(": ") + text(*failure, Language::English)
                                : QStringLiteral("success");
    return QStringLiteral("result differs\n   Actual   %1\n   Expected %2").arg(actual, keyOf(code)).toUtf8();
}

} // namespace Lockscope::Test
