// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>
#include <QString>

#include <vector>

class QFormLayout;

namespace Lockscope::Ui {

/// A list of names with values, which can be selected and copied.
class FactList : public QScrollArea
{
    Q_OBJECT

public:
    struct Fact
    {
        QString name;
        QString value;

        bool operator==(const Fact &) const = default;
    };

    explicit FactList(QWidget *parent = nullptr);

    /// Keeps the user's selection if nothing has changed.
    void setFacts(std::vector<Fact> facts);

private:
    std::vector<Fact> m_facts;
    QFormLayout *m_form;
};

} // namespace Lockscope::Ui
