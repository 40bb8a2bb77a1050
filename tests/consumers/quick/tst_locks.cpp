// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// Operates the example by the names of its items.
#include <QFile>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTest>

class tst_Locks : public QObject
{
    Q_OBJECT

    static constexpr int Patience = 60'000;
    QTemporaryDir m_directory;
    QQmlApplicationEngine m_engine;

    QObject *item(const char *name) const { return m_engine.rootObjects().first()->findChild<QObject *>(name); }
    /// Rows of a list have no QObject parents.
    static QQuickItem *below(QQuickItem *top, const QString &name)
    {
        for (auto *const child : top->childItems()) {
            if (child->objectName() == name)
                return child;
            if (auto *const found = below(child, name))
                return found;
        }
        return nullptr;
    }
    QString status() const { return item("status")->property("text").toString(); }
    int rows() const { return item("list")->property("count").toInt(); }
    void toggle(bool on) const
    {
        item("hold")->setProperty("checked", on);
        QMetaObject::invokeMethod(item("hold"), "toggled");
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_engine.addImportPath(IMPORTS);
        m_engine.setInitialProperties(
            {{"directory", m_directory.path()}, {"journal", m_directory.filePath("journal")}});
        m_engine.load(QUrl::fromLocalFile(MAIN));
        QVERIFY(!m_engine.rootObjects().isEmpty());
        QCOMPARE(rows(), 0);
    }

    void acquiresAndReleases()
    {
        toggle(true);
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith("Acquired"), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, Patience);
        toggle(false);
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith("Released"), Patience);
        QVERIFY(QFile::remove(m_directory.filePath("app.lock")));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, Patience);
    }

    void breaksAndRestores()
    {
        QProcess process;
        process.start("true", QStringList());
        QVERIFY(process.waitForStarted(-1));
        const auto pid = process.processId();
        QVERIFY(process.waitForFinished(-1));
        QFile file(m_directory.filePath("stale.pid"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(pid) + '\n');
        file.close();
        QQuickItem *button = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT(
            (button = below(qobject_cast<QQuickItem *>(item("list")), "break")) && button->isVisible(), Patience);
        QMetaObject::invokeMethod(button, "clicked");
        QTRY_VERIFY_WITH_TIMEOUT(item("dialog")->property("opened").toBool(), Patience);
        QMetaObject::invokeMethod(item("dialog"), "accept");
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith("Broke"), Patience);
        QVERIFY(!file.exists());
        QMetaObject::invokeMethod(item("undo"), "clicked");
        QTRY_VERIFY_WITH_TIMEOUT(status().startsWith("Restored"), Patience);
        QVERIFY(file.exists());
    }

    void filters()
    {
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, Patience);
        item("filter")->setProperty("text", "held");
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 0, Patience);
        item("filter")->setProperty("text", "stale");
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, Patience);
    }
};

QTEST_MAIN(tst_Locks)
#include "tst_locks.moc"
