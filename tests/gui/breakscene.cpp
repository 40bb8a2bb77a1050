// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/breakscene.h"

#include "support/actor.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QTest>

#include <csignal>

using namespace Lockscope::Ui;

BreakScene::BreakScene()
{
    openAnotherWindow();
}

void BreakScene::openAnotherWindow()
{
    m_window.reset();
    m_window = std::make_unique<WindowFixture>();
    m_window->watch(m_directory.path().toStdString());
    QVERIFY(m_window->show());
}

QByteArray BreakScene::word(const char *name) const
{
    return Actor::word(path(name).toStdString());
}

void BreakScene::makeStale(const char *name) const
{
    Actor actor;
    QCOMPARE(actor.say("acquire pid " + word(name) + " 0"), "acquired");
    actor.kill(SIGKILL);
    QVERIFY(actor.waitForEnd());
}

QByteArray BreakScene::content(const char *name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void BreakScene::waitFor(const char *name, const char *verdict) const
{
    QTRY_COMPARE(m_window->cell(QLatin1String(name), LockTable::VerdictColumn), QLatin1String(verdict));
}

QWidget &BreakScene::openDialog(const char *name)
{
    m_window->select(QLatin1String(name));
    m_window->child<QAction>("breakLock").trigger();
    return shownDialog();
}

QWidget &BreakScene::shownDialog()
{
    auto *dialog = m_window->dialog("breakDialog");
    if (!dialog)
        qFatal("no dialog");
    [dialog] { QTRY_VERIFY(!WindowFixture::childOf<QLabel>(*dialog, "planSentence").text().isEmpty()); }();
    return *dialog;
}
