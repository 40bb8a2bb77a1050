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

/// A lock as a link, by owners that give it up by its name alone, without another look, as the originals do it.
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

/// Takes the lock of the first owner aside and gives it back, while the owners go on before the calls of these numbers.
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

/// What others do between the calls of Quarantine.
class tst_Quarantine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasGivenUpDoesNotComeBack();
};

void tst_Quarantine::whatWasGivenUpDoesNotComeBack()
{
    const TestDirectory directory;
    int made = 1;
    // Every way to place the three steps, in their order, before the calls that there are.
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
