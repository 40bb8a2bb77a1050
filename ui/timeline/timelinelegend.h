// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace Lockscope::Ui {

/// What the bars and symbols of the timeline mean. If it is too narrow for all, the tooltip has the others.
class TimelineLegend : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Sign
    {
        Held,
        Earlier,
        Waiting,
        Stale,
        BecameStale,
        Broken,
        Replaced,
    };
    struct Entry
    {
        Sign sign;
        QString text;
    };

    int widthOf(const Entry &entry) const;
    void paintSign(QPainter &painter, Sign sign, const QRect &place) const;

    std::vector<Entry> m_entries;
};

} // namespace Lockscope::Ui
