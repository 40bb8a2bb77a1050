// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "gui/windowfixture.h"

#include <QByteArray>
#include <QPushButton>
#include <QString>
#include <QTemporaryDir>
#include <QWidget>

#include <memory>

/// A window that watches a folder in which locks are left behind, broken and put back.
class BreakScene
{
public:
    BreakScene();

    WindowFixture &window() { return *m_window; }
    /// As after the program was ended and started again.
    void openAnotherWindow();

    QString path(const char *name) const { return m_directory.filePath(QLatin1String(name)); }
    /// As the holder's program names it to an Actor.
    QByteArray word(const char *name) const;
    /// A pid lock whose process has ended.
    void makeStale(const char *name) const;
    QByteArray content(const char *name) const;
    void waitFor(const char *name, const char *verdict) const;

    /// The dialog that asks before this lock is broken, with the plan in it.
    QWidget &openDialog(const char *name);
    QWidget &shownDialog();
    static QPushButton &button(QWidget &dialog, const char *name)
    {
        return WindowFixture::childOf<QPushButton>(dialog, name);
    }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<WindowFixture> m_window;
};
