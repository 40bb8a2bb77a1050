// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/kindtest.h"

#include "support/leftovers.h"

#include <QDir>
#include <QTest>

const LockWord &KindTest::word() const
{
    QFETCH_GLOBAL(const QByteArray, word);
    return lockWord(word.toStdString());
}

QStringList KindTest::filesInFolder() const
{
    return QDir(m_folder->path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::Hidden | QDir::System);
}

void KindTest::initTestCase_data()
{
    QTest::addColumn<QByteArray>("word");
    for (const auto &word : lockWords())
        QTest::newRow(word.word) << QByteArray(word.word);
}

void KindTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_descriptorsBefore = openDescriptors();
}

void KindTest::cleanup()
{
    QCOMPARE(openDescriptors(), m_descriptorsBefore);
    QVERIFY(openInotifies() <= 4);
    QCOMPARE(heldInodes(), std::size_t{0});
    m_folder.reset();
}
