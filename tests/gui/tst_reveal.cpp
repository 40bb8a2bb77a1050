// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"
#include "support/actor.h"

#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QUrl>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// A path that the user gives is shown: by a second start, a drop or the path box.
class tst_Reveal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void lockOfASecondStartIsSelected();
    void droppedLockIsSelectedDespiteFilter();
    void typedDirectoryBecomesTheSource();
    void absentPathIsReported();
    void severalPathsAreSelected();

private:
    std::string path(const char *name) const { return m_other->filePath(QLatin1String(name)).toStdString(); }
    QString shownPath() const { return m_fixture->child<QLineEdit>("lockPath").text(); }
    void hold(const char *name) { QCOMPARE(m_holder->say("flock", path(name)), "held"); }

    std::unique_ptr<QTemporaryDir> m_watched;
    std::unique_ptr<QTemporaryDir> m_other;
    std::unique_ptr<Actor> m_holder;
    std::unique_ptr<WindowFixture> m_fixture;
};

/// A window whose details show a lock of another directory.
void tst_Reveal::init()
{
    failOnWarnings();
    m_watched = std::make_unique<QTemporaryDir>();
    m_other = std::make_unique<QTemporaryDir>();
    m_holder = std::make_unique<Actor>();
    QCOMPARE(m_holder->say("flock", m_watched->filePath(QStringLiteral("first.lock")).toStdString()), "held");
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->watch(m_watched->path().toStdString());
    QVERIFY(m_fixture->show());
    QTRY_VERIFY(m_fixture->rowOf(QStringLiteral("first.lock")) >= 0);
    m_fixture->select(QStringLiteral("first.lock"));
}

void tst_Reveal::cleanup()
{
    m_fixture.reset();
    m_holder.reset();
}

void tst_Reveal::lockOfASecondStartIsSelected()
{
    hold("app.lock");
    auto &views = m_fixture->child<QTabWidget>("views");
    views.setCurrentIndex(3);
    m_fixture->window().reveal({path("app.lock")});
    QTRY_COMPARE(shownPath(), QString::fromStdString(path("app.lock")));
    QCOMPARE(views.currentIndex(), 0);
}

void tst_Reveal::droppedLockIsSelectedDespiteFilter()
{
    hold("app.lock");
    auto &filter = m_fixture->child<QLineEdit>("filterText");
    filter.setText(QStringLiteral("first"));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QString::fromStdString(path("app.lock")))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_fixture->window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_fixture->window(), &drop);
    QTRY_COMPARE(shownPath(), QString::fromStdString(path("app.lock")));
    QVERIFY(filter.text().isEmpty());
}

void tst_Reveal::typedDirectoryBecomesTheSource()
{
    hold("app.lock");
    m_fixture->child<QLineEdit>("filterText").setText(QStringLiteral("first"));
    auto &box = m_fixture->child<QLineEdit>("pathBox");
    box.setText(m_other->path());
    QTest::keyClick(&box, Qt::Key_Return);
    QTRY_COMPARE(m_fixture->rows(), 1);
    QTRY_COMPARE(shownPath(), QString::fromStdString(path("app.lock")));
    const auto *item = m_fixture->child<QTreeWidget>("sourcesTree").currentItem();
    QVERIFY(item && item->text(0) == m_other->path());
}

void tst_Reveal::absentPathIsReported()
{
    m_fixture->window().reveal({path("none.lock")});
    QTRY_VERIFY(m_fixture->child<QWidget>("messageBar").isVisible());
    QVERIFY(m_fixture->text("messageText")
                .startsWith(QString::fromStdString(path("none.lock")) + QStringLiteral(" does not exist.")));
}

void tst_Reveal::severalPathsAreSelected()
{
    hold("one.lock");
    hold("two.lock");
    m_fixture->window().reveal({path("one.lock"), path("two.lock")});
    const auto *selection = m_fixture->child<QAbstractItemView>("lockTable").selectionModel();
    QTRY_COMPARE(selection->selectedRows().size(), 2);
    QVERIFY(!selection->isRowSelected(m_fixture->rowOf(QStringLiteral("first.lock"))));
}

QTEST_MAIN(tst_Reveal)
#include "tst_reveal.moc"
