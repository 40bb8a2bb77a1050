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
    // English has a catalogue, too, for its plural forms.
    if (!ours->load(QLocale(), QStringLiteral("lockscope"), separator, QStringLiteral(":/i18n")) &&
        !ours->load(QStringLiteral(":/i18n/lockscope_en")))
        return;
    // Qt's own texts, such as the file dialog, in the same language as ours, because a window in two languages is worse
    // than one in English. They are in a separate package, which may not be installed.
    auto *ofQt = new QTranslator(&application);
    if (ofQt->load(QLocale(ours->language()), QStringLiteral("qtbase"), separator,
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(ofQt);
    // The translator that is installed last takes precedence.
    QCoreApplication::installTranslator(ours);
}
