// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filter/lockfilter.h"
#include "ui/model/lockcategory.h"

#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QBoxLayout;
class QLabel;
class QMenu;

namespace Lockscope::Ui {

class Chip;
class FilterField;
class Preferences;
class SavedFilters;

/// The filter of the table: a text, and a chip for each category.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(Preferences &preferences, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;
    LockCategories categories() const;
    void setCounts(const LockCounts &counts);
    /// Provides the values for the completion of a key.
    void setValues(std::function<QStringList(const QString &key)> values);
    void setText(const QString &text);
    /// Adds a term, unless the text contains it.
    void addTerm(const QString &term);
    /// Shows all locks again.
    void clear();
    void focusText();
    /// Adds a button with a menu beside the field, and returns it.
    QWidget *addMenu(QMenu &menu, const QString &objectName);

    /// For the menu: all locks first, then one action per category.
    QList<QAction *> actions() const;
    SavedFilters &savedFilters() { return *m_saved; }

Q_SIGNALS:
    void filterChanged(const Lockscope::Ui::LockFilter &filter);
    void categoriesChanged(Lockscope::Ui::LockCategories categories);
    /// The user wants to move to the table.
    void left();

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillTextRow();
    void fillChipRow();
    void fillProblemRow();
    void arrange();
    QAction *addChip(std::optional<LockCategory> category);
    void readText();
    void showAll();
    void categoryToggled();

    FilterField *m_text;
    SavedFilters *m_saved;
    QBoxLayout *m_rows;
    QWidget *m_textRow;
    QWidget *m_chipRow;
    QWidget *m_problemRow;
    QLabel *m_problem;
    QAction *m_all = nullptr;
    std::vector<QAction *> m_categoryActions; ///< in the order of AllLockCategories
    std::vector<Chip *> m_chips;              ///< the first is All
};

} // namespace Lockscope::Ui
