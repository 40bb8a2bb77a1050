// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/lockcategory.h"

#include <QWidget>

#include <vector>

class QAction;
class QLineEdit;

namespace Lockscope::Ui {

class Chip;

/// What narrows the table down: a text, and a chip for each category.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    QString text() const;
    LockCategories categories() const;
    void setCounts(const LockCounts &counts);
    /// To show all locks again.
    void clear();
    void focusText();

    /// For the menu: All first, then one a category.
    QList<QAction *> actions() const;

Q_SIGNALS:
    void textChanged(const QString &text);
    void categoriesChanged(Lockscope::Ui::LockCategories categories);
    /// The user wants to go on into the table.
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *addChip(std::optional<LockCategory> category);
    void showAll();
    void categoryToggled();

    QLineEdit *m_text;
    QAction *m_all = nullptr;
    std::vector<QAction *> m_categoryActions; ///< in the order of AllLockCategories
    std::vector<Chip *> m_chips;              ///< the first is All
};

} // namespace Lockscope::Ui
