// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <lockscope/time.h>

#include <QFrame>
#include <QString>

#include <optional>

class QLabel;
class QPushButton;

namespace Lockscope::Ui {

/// A period of the wall clock.
struct TimeRange
{
    WallTime from;
    WallTime to;

    bool operator==(const TimeRange &) const = default;
};

/// Shows that a page is restricted to a period, and removes the restriction. Hidden without one.
class TimeRangeBar : public QFrame
{
    Q_OBJECT

public:
    explicit TimeRangeBar(const QString &objectName, QWidget *parent = nullptr);

    void setText(const QString &text);
    /// Adds a button before the one that clears.
    QPushButton *addButton(const QString &text);

Q_SIGNALS:
    void cleared();

private:
    QLabel *m_text;
};

} // namespace Lockscope::Ui
