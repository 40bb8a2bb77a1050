// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include <lockscope/result.h>

#include <QMetaEnum>
#include <QTest>

#include <cerrno>
#include <memory>
#include <vector>

using namespace Lockscope;

namespace {

const auto Codes = QMetaEnum::fromType<LockErrc>();

LockErrc codeAt(int index)
{
    return static_cast<LockErrc>(Codes.value(index));
}

enum class Family
{
    Lock,
    Unlock,
    None,
};

Family familyOf(const std::exception &exception)
{
    if (dynamic_cast<const LockError *>(&exception))
        return Family::Lock;
    return dynamic_cast<const UnlockError *>(&exception) ? Family::Unlock : Family::None;
}

Family familyOf(const std::error_code &code)
{
    if (code == LockErrorFamily::LockError)
        return Family::Lock;
    return code == LockErrorFamily::UnlockError ? Family::Unlock : Family::None;
}

} // namespace

class tst_Result : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValueOrAFailure();
    void supportsMoveOnlyTypes();
    void throwsOnlyOnAccess();
    void exceptionsAreNamedLikeTheOriginals_data();
    void exceptionsAreNamedLikeTheOriginals();
    void exceptionsAndConditionsAgreeOnTheFamily();
    void everyCodeHasItsOwnMessage();
    void codesCompareWithStandardConditions();
    void otherConditionsDoNotMatch();
    void messageNamesPathCallAndReason();
    void messageIsEscaped();
    void messageNamesTheClaimedOwner();
    void errnoIsSavedFirst();
    void unknownErrnoIsANumber();
};

void tst_Result::holdsAValueOrAFailure()
{
    const Result<int> good = 3;
    QVERIFY(good);
    QVERIFY(good.has_value());
    QCOMPARE(*good, 3);
    QCOMPARE(good.value_or(4), 3);
    const Result<int> bad = Failure::of(LockErrc::NotLocked, "/a");
    QVERIFY(!bad);
    QCOMPARE(bad.value_or(4), 4);
    QCOMPARE(bad.error().code, LockErrc::NotLocked);
    QVERIFY(Result<void>());
    QVERIFY(!Result<void>(Failure()));
    QCOMPARE(Result<std::string>(std::string("ab"))->size(), std::size_t{2});
}

void tst_Result::supportsMoveOnlyTypes()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const auto taken = std::move(result).value();
    QCOMPARE(*taken, 7);
}

void tst_Result::throwsOnlyOnAccess()
{
    Result<int> bad = Failure::of(LockErrc::LockTimeout, "/a");
    QVERIFY_THROWS_EXCEPTION(LockTimeout, bad.value());
    QVERIFY_THROWS_EXCEPTION(LockTimeout, std::move(bad).value());
    QVERIFY_THROWS_EXCEPTION(NotMyLock, Result<void>(Failure::of(LockErrc::NotMyLock, "/a")).value());
    Result<int> good = 3;
    QCOMPARE(good.value(), 3);
    Result<void>().value();
}

void tst_Result::exceptionsAreNamedLikeTheOriginals_data()
{
    QTest::addColumn<LockErrc>("code");
    QTest::addColumn<bool>("isThatType");
    const auto isThrown = []<typename Exception>(LockErrc code, std::in_place_type_t<Exception>) {
        try {
            throwFailure(Failure::of(code, "/a"));
        } catch (const Error &error) {
            return typeid(error) == typeid(Exception);
        }
    };
    const auto row = [&]<typename Exception>(LockErrc code, std::in_place_type_t<Exception> type) {
        QTest::newRow(Codes.valueToKey(static_cast<int>(code))) << code << isThrown(code, type);
    };
    row(LockErrc::AlreadyLocked, std::in_place_type<AlreadyLocked>);
    row(LockErrc::LockTimeout, std::in_place_type<LockTimeout>);
    row(LockErrc::LockFailed, std::in_place_type<LockFailed>);
    row(LockErrc::Cancelled, std::in_place_type<LockError>);
    row(LockErrc::WouldDeadlock, std::in_place_type<LockError>);
    row(LockErrc::InvalidOption, std::in_place_type<LockError>);
    row(LockErrc::NotLocked, std::in_place_type<NotLocked>);
    row(LockErrc::NotMyLock, std::in_place_type<NotMyLock>);
    row(LockErrc::UnlockFailed, std::in_place_type<UnlockError>);
    row(LockErrc::BreakRefused, std::in_place_type<Error>);
    row(LockErrc::ReadFailed, std::in_place_type<Error>);
}

void tst_Result::exceptionsAreNamedLikeTheOriginals()
{
    QFETCH(const bool, isThatType);
    QVERIFY(isThatType);
}

void tst_Result::exceptionsAndConditionsAgreeOnTheFamily()
{
    for (int i = 0; i < Codes.keyCount(); ++i) {
        const auto failure = Failure::of(codeAt(i), "/a");
        try {
            throwFailure(failure);
        } catch (const Error &error) {
            QVERIFY2(familyOf(error) == familyOf(failure.errorCode()), Codes.key(i));
            QCOMPARE(error.code(), failure.errorCode());
            QCOMPARE(error.failure().path, failure.path);
            QVERIFY(std::string_view(error.what()).find(failure.message().toStdString()) != std::string_view::npos);
        }
    }
}

void tst_Result::everyCodeHasItsOwnMessage()
{
    QVERIFY(Codes.keyCount() >= 11);
    std::vector<std::string> words;
    for (int i = 0; i < Codes.keyCount(); ++i) {
        words.push_back(make_error_code(codeAt(i)).message());
        QVERIFY2(words.back() != "unknown error" && !words.back().empty(), Codes.key(i));
    }
    std::ranges::sort(words);
    QVERIFY(std::ranges::adjacent_find(words) == words.end());
    QCOMPARE(lockCategory().message(4711), std::string("unknown error"));
}

void tst_Result::codesCompareWithStandardConditions()
{
    QVERIFY(make_error_code(LockErrc::LockTimeout) == std::errc::timed_out);
    QVERIFY(make_error_code(LockErrc::AlreadyLocked) == std::errc::device_or_resource_busy);
    QVERIFY(make_error_code(LockErrc::WouldDeadlock) == std::errc::resource_deadlock_would_occur);
    QVERIFY(make_error_code(LockErrc::Cancelled) == std::errc::operation_canceled);
    QVERIFY(make_error_code(LockErrc::InvalidOption) == std::errc::invalid_argument);
    QVERIFY(make_error_code(LockErrc::LockFailed) != std::errc::timed_out);
    const std::error_code code = LockErrc::LockTimeout;
    QVERIFY(code == LockErrorFamily::LockError);
    QVERIFY(code != LockErrorFamily::UnlockError);
}

void tst_Result::otherConditionsDoNotMatch()
{
    const std::error_code foreign(static_cast<int>(LockErrc::LockTimeout), std::generic_category());
    QVERIFY(foreign != LockErrorFamily::LockError);
    QVERIFY(foreign != make_error_code(LockErrc::LockTimeout));
}

void tst_Result::messageNamesPathCallAndReason()
{
    errno = EACCES;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, "openat", "/srv/app.lock");
    QCOMPARE(failure.systemErrno, EACCES);
    QCOMPARE(failure.errnoName(), std::string("EACCES"));
    QCOMPARE(failure.message(), QStringLiteral("/srv/app.lock: cannot lock: openat: Permission denied (EACCES)"));
    QCOMPARE(Failure::of(LockErrc::NotLocked, "/a").message(), QStringLiteral("/a: not locked"));
    QCOMPARE(Failure::of(LockErrc::InvalidOption, {}, "no such kind").message(),
             QStringLiteral("invalid option: no such kind"));
}

void tst_Result::messageIsEscaped()
{
    auto failure = Failure::of(LockErrc::AlreadyLocked, "/tmp/a\n\x1b[31mb", "said \x07");
    failure.claim = Claim();
    failure.claim->name = "x\ny";
    const auto message = failure.message();
    for (const auto character : message)
        QVERIFY2(character.isPrint(), qUtf8Printable(message));
}

void tst_Result::messageNamesTheClaimedOwner()
{
    auto failure = Failure::of(LockErrc::AlreadyLocked, "/a");
    failure.claim = Claim();
    QCOMPARE(failure.message(), QStringLiteral("/a: already locked"));
    failure.claim = Claim::ofPid(4242);
    QCOMPARE(failure.message(), QStringLiteral("/a: already locked; it records the owner 4242"));
}

void tst_Result::errnoIsSavedFirst()
{
    // Arguments that allocate are evaluated before the call: errno must survive that.
    errno = ENOSPC;
    const auto failure = Failure::fromErrno(LockErrc::LockFailed, std::string(4096, 'c'), std::string(4096, 'p'));
    QCOMPARE(failure.systemErrno, ENOSPC);
}

void tst_Result::unknownErrnoIsANumber()
{
    Failure failure = Failure::of(LockErrc::LockFailed, "/a");
    QCOMPARE(failure.errnoName(), std::string());
    failure.systemErrno = 4000;
    QCOMPARE(failure.errnoName(), std::string("4000"));
    QVERIFY(failure.message().contains(u"4000"));
}

QTEST_GUILESS_MAIN(tst_Result)
#include "tst_result.moc"
