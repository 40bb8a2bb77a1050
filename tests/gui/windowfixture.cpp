// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/windowfixture.h"

#include "ui/locks/locktableview.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace Lockscope::Ui;

WindowFixture::WindowFixture(const QString &settingsFile)
{
    if (!settingsFile.isEmpty()) {
        m_preferences.keepIn(settingsFile);
        m_preferences.waitUntilRead(std::chrono::seconds(10));
    }
    m_window = std::make_unique<MainWindow>(m_watcher, m_preferences);
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::watch(const std::filesystem::path &path)
{
    m_window->sources().watchOnly({path});
}

bool WindowFixture::show()
{
    m_window->show();
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get());
}

QString WindowFixture::text(const char *label) const
{
    return child<QLabel>(label).text();
}

QWidget *WindowFixture::dialog(const char *name) const
{
    for (auto *widget : QApplication::topLevelWidgets()) {
        if (widget->objectName() == QLatin1String(name) && widget->isVisible())
            return widget;
    }
    return nullptr;
}

QAbstractItemModel &WindowFixture::table() const
{
    return *child<LockTableView>("lockTable").model();
}

int WindowFixture::rows() const
{
    return table().rowCount();
}

int WindowFixture::rowOf(const QString &lock) const
{
    for (int row = 0; row < rows(); ++row) {
        if (table().index(row, LockTable::LockColumn).data().toString() == lock)
            return row;
    }
    return -1;
}

QString WindowFixture::cell(const QString &lock, LockTable::Column column) const
{
    const int row = rowOf(lock);
    return row < 0 ? QString() : table().index(row, column).data().toString();
}

void WindowFixture::select(const QString &lock) const
{
    // selectRow() would toggle it if Ctrl was pressed with the last key of the test.
    child<LockTableView>("lockTable")
        .selectionModel()
        ->setCurrentIndex(table().index(rowOf(lock), 0),
                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}
