// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/help/helpdialogs.h"

#include "ui/help/manpage.h"
#include "ui/widgets/tablestyle.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFile>
#include <QHeaderView>
#include <QMainWindow>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace Lockscope::Ui {

namespace {

QDialog *newDialog(QWidget &window, const QString &title, QWidget *content, const QSize &characters)
{
    auto *dialog = new QDialog(&window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(QMainWindow::tr("Close"));
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(content, 1);
    layout->addWidget(buttons);
    const auto metrics = dialog->fontMetrics();
    dialog->resize(QSize(metrics.averageCharWidth() * characters.width(), metrics.lineSpacing() * characters.height())
                       .boundedTo(window.size()));
    return dialog;
}

} // namespace

void showManual(QWidget &window)
{
    auto *pages = new QTabWidget;
    pages->setObjectName(QStringLiteral("manualPages"));
    pages->setDocumentMode(true);
    for (const auto *name : {"lockscope.1", "lockscopectl.1", "lockscope-formats.5"}) {
        QFile file(QStringLiteral(":/manual/") + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto *text = new QTextBrowser;
        text->setOpenLinks(false);
        text->setFrameShape(QFrame::NoFrame);
        text->document()->setDocumentMargin(12);
        text->setHtml(manPageHtml(file.readAll()));
        const auto page = QString::fromLatin1(name);
        pages->addTab(text, QStringLiteral("%1(%2)").arg(page.section(u'.', 0, 0), page.section(u'.', 1)));
    }
    auto *dialog = newDialog(window, QMainWindow::tr("Manual"), pages, {100, 44});
    dialog->setObjectName(QStringLiteral("manualDialog"));
    dialog->show(); // beside the window, to read while working
}

void showShortcuts(QWidget &window, const QList<QAction *> &actions)
{
    auto *table = new QTreeWidget;
    table->setObjectName(QStringLiteral("shortcuts"));
    table->setAccessibleName(QMainWindow::tr("Keyboard shortcuts"));
    table->setColumnCount(2);
    table->setHeaderLabels({QMainWindow::tr("Key"), QMainWindow::tr("Action")});
    table->setRootIsDecorated(false);
    applyTableLook(*table, *table->header());
    for (const auto *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        auto text = action->text();
        text.remove(u'&').remove(u'…');
        new QTreeWidgetItem(table, {action->shortcut().toString(QKeySequence::NativeText), text});
    }
    const auto add = [table](const QString &key, const QString &text) { new QTreeWidgetItem(table, {key, text}); };
    add(QMainWindow::tr("Return"), QMainWindow::tr("Show the process of a held lock, or the evidence"));
    add(QMainWindow::tr("Ctrl+Space"), QMainWindow::tr("Complete a key or a value in the filter"));
    table->resizeColumnToContents(0);
    auto *dialog = newDialog(window, QMainWindow::tr("Keyboard shortcuts"), table, {64, 32});
    dialog->setObjectName(QStringLiteral("shortcutsDialog"));
    dialog->open();
}

} // namespace Lockscope::Ui
