// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/model/lockcategory.h"

#include <QCheckBox>

#include <cstddef>
#include <optional>

class QAction;

namespace Lockscope::Ui {

/// A small round button that limits the table to one category and shows its number of locks. It follows its action, so
/// that menu and chip always agree. Screen readers see a check box.
class Chip : public QCheckBox
{
    Q_OBJECT

public:
    /// Without a category: the chip for all locks.
    Chip(QAction &action, std::optional<LockCategory> category, QWidget *parent = nullptr);

    void setCount(std::size_t count);
    std::size_t count() const { return m_count; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }
    void paintEvent(QPaintEvent *event) override;

private:
    QString countText() const;
    QColor accent() const;

    QString m_label;
    std::optional<LockCategory> m_category;
    std::size_t m_count = 0;
};

} // namespace Lockscope::Ui
