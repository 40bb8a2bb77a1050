// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

/// What every test with locks needs: a directory, facts to wait for, and comparisons that show the actual value.

#include <lockscope/lockreport.h>
#include <lockscope/path.h>
#include <lockscope/result.h>
#include <lockscope/verdict.h>

#include <QStringList>
#include <QTest>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

namespace Lockscope::Test {

/// A new directory for each test function, without links in its path. It is removed whatever it contains.
///
///     class tst_Saver : public QObject
///     {
///         Lockscope::Test::LockDirectory m_directory;
///     private Q_SLOTS:
///         void init() { m_directory.create(); }
///         void cleanup() { m_directory.removeAndCheck(); }
class LockDirectory
{
public:
    LockDirectory() = default;
    ~LockDirectory();
    LockDirectory(const LockDirectory &) = delete;
    LockDirectory &operator=(const LockDirectory &) = delete;

    void create();
    /// Removes the directory, and fails the test if this process still holds a lock, or has more open descriptors or
    /// threads than at create().
    void removeAndCheck();

    const std::filesystem::path &path() const { return m_path; }
    std::filesystem::path operator/(const PathArgument &name) const { return m_path / name; }

private:
    void remove();

    std::filesystem::path m_path;
    QStringList m_descriptors;
    int m_threads = 0;
};

/// Waits until a lock of this process waits for this lock; false if that does not happen in time. The path is that of
/// the lock, see lockPath(). Use it instead of waiting for a fixed time.
bool isAwaited(const std::filesystem::path &lock);

/// Runs a function that runs the event loop, and returns the longest time in which the event loop did nothing.
std::chrono::milliseconds eventLoopStall(const std::function<void()> &function);

/// For the macros below.
QByteArray differenceOf(const LockReport &report, Verdict::State state, Verdict::Reason reason);
QByteArray differenceOf(const Failure *failure, LockErrc code);

template <typename T>
QByteArray failureText(const Result<T> &result)
{
    return result ? QByteArray() : result.error().message().toUtf8();
}
template <typename T>
QByteArray differenceOf(const Result<T> &result, LockErrc code)
{
    return differenceOf(result ? nullptr : &result.error(), code);
}

} // namespace Lockscope::Test

/// Fails the test with the message of the failure.
#define LOCKSCOPE_VERIFY_RESULT(expression)                                                                            \
    do {                                                                                                               \
        const auto lockscopeText = Lockscope::Test::failureText(expression);                                           \
        QVERIFY2(lockscopeText.isNull(), lockscopeText.constData());                                                   \
    } while (false)

/// Compares the state and the reason of a report, and shows the sentence and the evidence if they differ:
/// `LOCKSCOPE_COMPARE_VERDICT(report, Stale, PidDead)`.
#define LOCKSCOPE_COMPARE_VERDICT(report, state, reason)                                                               \
    do {                                                                                                               \
        const auto lockscopeText = Lockscope::Test::differenceOf(report, Lockscope::Verdict::State::state,             \
                                                                 Lockscope::Verdict::Reason::reason);                  \
        QVERIFY2(lockscopeText.isNull(), lockscopeText.constData());                                                   \
    } while (false)

/// Compares the code of a result that must be a failure: `LOCKSCOPE_COMPARE_FAILURE(lock.acquire(0s), AlreadyLocked)`.
#define LOCKSCOPE_COMPARE_FAILURE(expression, code)                                                                    \
    do {                                                                                                               \
        const auto lockscopeText = Lockscope::Test::differenceOf(expression, Lockscope::LockErrc::code);               \
        QVERIFY2(lockscopeText.isNull(), lockscopeText.constData());                                                   \
    } while (false)
