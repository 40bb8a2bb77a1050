// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/windowfixture.h"

#include <lockscope/lockkinds.h>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

#include <vector>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// The form of the create dialog: every kind has its rows, whichever kind was selected before.
class tst_CreateForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }

    void rowsAreVisibleAfterEveryOtherKind();
    void previewShowsSpacesInTheContent();

private:
    struct Field
    {
        const char *name;
        bool (*isOf)(std::string_view kind);
    };
    QWidget &field(const char *name) const { return WindowFixture::childOf<QWidget>(*m_dialog, name); }
    void choose(int row) const { WindowFixture::childOf<QListWidget>(*m_dialog, "kindList").setCurrentRow(row); }
    QString fault(std::string_view kind) const;

    std::unique_ptr<WindowFixture> m_fixture;
    QWidget *m_dialog = nullptr;
};

void tst_CreateForm::init()
{
    failOnWarnings();
    m_fixture = std::make_unique<WindowFixture>();
    QVERIFY(m_fixture->show());
    m_fixture->child<QAction>("takeLock").trigger();
    m_dialog = m_fixture->dialog("createDialog");
    QVERIFY(m_dialog);
}

/// The problem with the form of this kind; empty if there is none.
QString tst_CreateForm::fault(std::string_view kind) const
{
    constexpr auto always = [](std::string_view) { return true; };
    constexpr Field Fields[] = {
        {"kindDescription", always},
        {"createPath", always},
        {"createPatience", always},
        {"markPreview", always},
        {"createTemplate", [](std::string_view id) { return id == "zc"; }},
        {"createDatabase", [](std::string_view id) { return id == "sqlite"; }},
        {"createShared", [](std::string_view id) { return id == "fcntl"; }},
        {"createKeep", [](std::string_view id) { return id == "fcntl"; }},
    };
    std::vector<QRect> taken;
    for (const auto &one : Fields) {
        const auto &widget = field(one.name);
        const auto name = QLatin1String(one.name);
        if (widget.isVisible() != one.isOf(kind))
            return name + QLatin1String(widget.isVisible() ? " is visible" : " is not visible");
        if (!widget.isVisible())
            continue;
        const QRect place(widget.mapTo(m_dialog, QPoint()), widget.size());
        if (!m_dialog->rect().contains(place) || place.height() < widget.minimumSizeHint().height())
            return name + QLatin1String(" is cut off");
        for (const auto &other : taken) {
            if (other.intersects(place))
                return name + QLatin1String(" overlaps another field");
        }
        taken.push_back(place);
    }
    return {};
}

void tst_CreateForm::rowsAreVisibleAfterEveryOtherKind()
{
    const auto kinds = lockKinds();
    for (std::size_t from = 0; from < kinds.size(); ++from) {
        for (std::size_t to = 0; to < kinds.size(); ++to) {
            choose(static_cast<int>(from));
            QCoreApplication::processEvents();
            choose(static_cast<int>(to));
            QCoreApplication::processEvents();
            const auto fault = this->fault(kinds[to].id);
            QVERIFY2(fault.isEmpty(), qPrintable(QString::fromUtf8(kinds[from].id.data()) + QLatin1String(" to ") +
                                                 QString::fromUtf8(kinds[to].id.data()) + QLatin1String(": ") + fault));
        }
    }
}

void tst_CreateForm::previewShowsSpacesInTheContent()
{
    choose(0);
    WindowFixture::childOf<QLineEdit>(*m_dialog, "createTemplate").setText(QStringLiteral("two  words"));
    const auto shown = WindowFixture::childOf<QLabel>(*m_dialog, "markPreview").text();
    // zc.lockfile writes a leading space.
    QVERIFY2(shown.contains(QStringLiteral("“ two  words")), qPrintable(shown));
}

QTEST_MAIN(tst_CreateForm)
#include "tst_createform.moc"
