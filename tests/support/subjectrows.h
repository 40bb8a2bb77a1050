// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/subjects.h"

#include <QTest>

Q_DECLARE_METATYPE(Lockscope::Subject)
Q_DECLARE_METATYPE(Lockscope::HeldBy)

// Data rows about lock files.

inline Lockscope::Subject withLock(Lockscope::Subject subject, Lockscope::Subject::KernelLockKind kind)
{
    subject.kernelLocks = {kind};
    return subject;
}

inline Lockscope::Subject withMode(Lockscope::Subject subject, std::uint32_t mode)
{
    subject.mode = mode;
    return subject;
}

inline Lockscope::Subject within(Lockscope::Subject subject, const Lockscope::Surroundings &around)
{
    subject.surroundings = &around;
    return subject;
}

inline void addRecognisedColumns()
{
    QTest::addColumn<Lockscope::Subject>("subject");
    QTest::addColumn<QByteArray>("ids");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<Lockscope::HeldBy>("heldBy");
}

/// The IDs of all matches, best first, and for the first one its claim and its hold criterion.
inline void addRecognised(const char *row, const Lockscope::Subject &subject, const QByteArray &ids,
                          const QByteArray &words, Lockscope::HeldBy heldBy)
{
    QTest::newRow(row) << subject << ids << words << heldBy;
}

inline void compareRecognised()
{
    QFETCH(Lockscope::Subject, subject);
    QFETCH(QByteArray, ids);
    QFETCH(QByteArray, words);
    QFETCH(Lockscope::HeldBy, heldBy);
    QCOMPARE(idsOf(subject), ids);
    const auto first = readAll(subject).front();
    QCOMPARE(inWords(first.claim), words);
    QCOMPARE(first.heldBy, heldBy);
    QVERIFY(!first.incomplete);
    QVERIFY(!first.reason.empty());
}
