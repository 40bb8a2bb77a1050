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

/// A window that watches a directory in which locks are stale, broken and restored.
class BreakScene
{
public:
    BreakScene();

    WindowFixture &window() { return *m_window; }
    /// As if the program had been closed and started again.
    void openAnotherWindow();

    QString path(const char *name) const { return m_directory.filePath(QLatin1String(name)); }
    /// The lock in the words of an Actor.
    QByteArray word(const char *name) const;
    /// A pid lock whose process has exited.
    void makeStale(const char *name) const;
    QByteArray content(const char *name) const;
    void waitFor(const char *name, const char *verdict) const;

    /// The dialog that asks for confirmation before this lock is broken, with the plan in it.
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
