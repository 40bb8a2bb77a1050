// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/factlist.h"

#include <QFormLayout>
#include <QLabel>

#include <utility>

namespace Lockscope::Ui {

FactList::FactList(QWidget *parent)
    : QScrollArea(parent)
    , m_form(new QFormLayout)
{
    auto *page = new QWidget(this);
    page->setLayout(m_form);
    page->setBackgroundRole(QPalette::Base);
    m_form->setContentsMargins(10, 8, 10, 8);
    m_form->setHorizontalSpacing(18);
    m_form->setVerticalSpacing(5);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    setWidget(page);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setBackgroundRole(QPalette::Base);
}

void FactList::setFacts(std::vector<Fact> facts)
{
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const auto &fact : m_facts) {
        auto *name = new QLabel(fact.name);
        name->setTextFormat(Qt::PlainText);
        name->setForegroundRole(QPalette::PlaceholderText);
        auto *value = new QLabel(fact.value);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        value->setAccessibleName(fact.name);
        m_form->addRow(name, value);
    }
}

} // namespace Lockscope::Ui
