// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sources/scope.h"
#include "ui/sources/sources.h"

#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace Lockscope::Ui {

/// The sources with their counts and states. Selecting a source limits the table to its locks. Several single files are
/// folded into one row. A path can be pasted below the list.
class SourcesPanel : public QWidget
{
    Q_OBJECT

public:
    /// The actions add a file and a folder.
    SourcesPanel(Sources &sources, const QList<QAction *> &addActions, QWidget *parent = nullptr);

    /// Shows the locks of all sources again.
    void showEverything();
    /// Limits the table to this source.
    void showSource(const std::filesystem::path &path);
    /// Moves the focus to the field for a path.
    void focusPathBox();

Q_SIGNALS:
    void scopeChanged(const Lockscope::Ui::Scope &scope);
    void pathsTyped(const Lockscope::Ui::Paths &paths);

private:
    QWidget *newHead(const QList<QAction *> &addActions);
    QWidget *newPathBox();
    void refill();
    void refresh();
    void show(QTreeWidgetItem &item, const Source &source);
    void showFiles(QTreeWidgetItem &item);
    void noteChecked(QTreeWidgetItem *item);
    void noteCurrent();
    void removeSelected();
    std::vector<const Source *> selected() const;
    Scope scopeOf(QTreeWidgetItem *item) const;
    void addTypedPath();
    void say(const QString &problem);
    const Source *sourceOf(const QTreeWidgetItem *item) const;

    Sources &m_sources;
    QTreeWidget *m_tree;
    QLineEdit *m_pathBox;
    QLabel *m_problem;
    QAction *m_remove;
    Scope m_scope;
    bool m_isFilling = false;
    bool m_isUnfolded = false; ///< the row of single files
};

} // namespace Lockscope::Ui
