// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/aboutbox.h"

#include "ui/widgets/glyph.h"

#include <QApplication>
#include <QMainWindow>
#include <QMessageBox>

namespace Lockscope::Ui {

void showAboutBox(QWidget &window)
{
    auto *box = new QMessageBox(&window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(QMainWindow::tr("About Lockscope"));
    box->setIconPixmap(glyphIcon(Glyph::Application).pixmap(QSize(64, 64), window.devicePixelRatioF()));
    box->setText(QMainWindow::tr("Lockscope %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(QMainWindow::tr(
        "Shows lock files and kernel locks: which process holds each lock, which processes wait for it, and which "
        "locks are stale. Inspection is read-only.\n\nFree software under the MIT licence."));
    box->open();
}

} // namespace Lockscope::Ui
