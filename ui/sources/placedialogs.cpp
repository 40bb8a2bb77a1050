// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/placedialogs.h"

#include "ui/sources/placesearch.h"
#include "ui/text/lockaddress.h"

#include <QDir>
#include <QFileDialog>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Lockscope::Ui {

void askForFiles(QWidget &parent, std::function<void(Paths)> use)
{
    auto *dialog = new QFileDialog(&parent, QFileDialog::tr("Add lock files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setFilter(dialog->filter() | QDir::Hidden); // the name of a lock often begins with a dot
    QObject::connect(dialog, &QFileDialog::filesSelected, &parent, [use = std::move(use)](const QStringList &names) {
        Paths paths;
        std::ranges::transform(names, std::back_inserter(paths), toPath);
        use(std::move(paths));
    });
    dialog->open();
}

void askForFolder(QWidget &parent, std::function<void(Paths)> use)
{
    auto *dialog = new QFileDialog(&parent, QFileDialog::tr("Add a folder with locks"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setFilter(dialog->filter() | QDir::Hidden);
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent,
                     [use = std::move(use)](const QString &name) { use({toPath(name)}); });
    dialog->open();
}

Paths pathsOfMimeData(const QMimeData &data)
{
    if (!data.hasUrls())
        return data.hasText() ? pathsOfText(data.text()).paths : Paths();
    Paths paths;
    for (const auto &url : data.urls()) {
        // As bytes: QUrl::toLocalFile() loses names that are not in the file name encoding.
        const auto encoded = url.toEncoded();
        const bool isAddress = LockAddress::isAddress(encoded.toStdString());
        const auto text =
            isAddress ? QString::fromLocal8Bit(QByteArray::fromPercentEncoding(encoded)) : QString::fromLatin1(encoded);
        for (auto &path : pathsOfText(text).paths)
            paths.push_back(std::move(path));
    }
    return paths;
}

} // namespace Lockscope::Ui
