// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/faultysystemcalls.h"
#include "support/locktest.h"
#include "system/quarantine.h"
#include "system/quarantinename.h"

#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Lockscope;
namespace fs = std::filesystem;

namespace {

/// A lock as a link, by owners that release it by its name without checking it first, as the originals do.
struct Owners
{
    fs::path lock;
    bool secondHolds = false;

    void firstGivesUp() const { ::unlink(lock.c_str()); }
    void secondTakes() { secondHolds = ::symlink("second", lock.c_str()) == 0; }
    void secondGivesUp()
    {
        if (std::exchange(secondHolds, false))
            ::unlink(lock.c_str());
    }
};

/// Moves the first owner's lock to the quarantine and restores it, while the owners continue before the calls with
/// these numbers.
void takeAndGiveBack(const TestDirectory &directory, Owners &owners, const std::array<int, 3> &calls, int &made)
{
    QVERIFY(::symlink("first", owners.lock.c_str()) == 0);
    const int descriptor = ::open(directory.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const auto id = QuarantineName::newId();
    const auto aside = QuarantineName::of(id);
    Quarantine taker(descriptor,
                     {"app.lock", aside, QuarantineName::ofMark(id), std::string(QuarantineName::MarkTarget) + id});
    FaultySystemCalls between;
    between.before({}, calls[0], [&] { owners.firstGivesUp(); });
    between.before({}, calls[1], [&] { owners.secondTakes(); });
    between.before({}, calls[2], [&] { owners.secondGivesUp(); });
    std::optional<Quarantine::Outcome> outcome;
    {
        const ScopedSystemCalls scope(between);
        if (const auto taken = taker.take([](const std::string &name) { return name == "app.lock"; }))
            outcome = *taken;
    }
    made = static_cast<int>(between.made().size());
    if (outcome == Quarantine::Outcome::Displaced)
        fs::remove(directory / aside);
    ::close(descriptor);
}

} // namespace

/// What other processes do between the calls of Quarantine.
class tst_Quarantine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void releasedLockIsNotRestored();
};

void tst_Quarantine::releasedLockIsNotRestored()
{
    const TestDirectory directory;
    int made = 1;
    // Every way to distribute the three steps, in their order, among the calls.
    for (int first = 1; first <= made; ++first) {
        for (int second = first; second <= made; ++second) {
            for (int third = second; third <= made; ++third) {
                Owners owners{directory / "app.lock"};
                int now = 0;
                takeAndGiveBack(directory, owners, {first, second, third}, now);
                made = std::max(made, now);
                if (first > now)
                    owners.firstGivesUp();
                if (second > now)
                    owners.secondTakes();
                owners.secondGivesUp();
                const QByteArray steps =
                    QByteArray::number(first) + ' ' + QByteArray::number(second) + ' ' + QByteArray::number(third);
                QVERIFY2(fs::is_empty(directory.path()), steps.constData());
            }
        }
    }
    QVERIFY(made > 8);
}

QTEST_GUILESS_MAIN(tst_Quarantine)

#include "tst_quarantine.moc"
