// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "app/lockscope/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

void installTranslation(QCoreApplication &application)
{
    const auto separator = QStringLiteral("_");
    auto *ours = new QTranslator(&application);
    // English has a catalogue too, for its plurals.
    if (!ours->load(QLocale(), QStringLiteral("lockscope"), separator, QStringLiteral(":/i18n")) &&
        !ours->load(QStringLiteral(":/i18n/lockscope_en")))
        return;
    // Qt's own words, of the file dialog for instance, in the language that ours turned out to be: a window in two
    // languages reads worse than one in English. They are a package of their own, and need not be there.
    auto *ofQt = new QTranslator(&application);
    if (ofQt->load(QLocale(ours->language()), QStringLiteral("qtbase"), separator,
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(ofQt);
    // The last one is asked first.
    QCoreApplication::installTranslator(ours);
}
