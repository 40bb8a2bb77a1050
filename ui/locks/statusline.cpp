// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/locks/statusline.h"

#include "ui/text/plaintext.h"

#include <lockscope/displaytext.h>

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStringList>

namespace Lockscope::Ui {

namespace {

QLabel *newLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(6, 2, 6, 2);
    return label;
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_counts(newLabel(QStringLiteral("statusCounts")))
    , m_progress(newLabel(QStringLiteral("statusProgress")))
    , m_busy(new QProgressBar)
    , m_places(newLabel(QStringLiteral("statusPlaces")))
{
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setFixedSize(80, 10);
    m_busy->setAccessibleName(tr("Scanning for locks"));
    m_places->setForegroundRole(QPalette::PlaceholderText);
    addWidget(m_counts);
    addWidget(m_busy);
    addWidget(m_progress);
    addPermanentWidget(m_places);
    endProgress();
    setCounts({}, 0);
}

void StatusLine::setCounts(const LockCounts &counts, int shown)
{
    const auto all = counts.text();
    const bool areHidden = static_cast<std::size_t>(shown) < counts.total();
    m_counts->setText(areHidden ? tr("%1 (%2 shown)").arg(all, QLocale().toString(shown)) : all);
}

void StatusLine::setProgress(const ScanProgress &progress)
{
    const QLocale locale;
    m_progress->setText(tr("Scanning… %1 folders, %2 names")
                            .arg(locale.toString(static_cast<qulonglong>(progress.directories)),
                                 locale.toString(static_cast<qulonglong>(progress.entries))));
    m_progress->setToolTip(plainToolTip(displayText(progress.current)));
    m_progress->show();
    m_busy->show();
}

void StatusLine::endProgress()
{
    m_progress->hide();
    m_busy->hide();
}

void StatusLine::setPlaces(const LockWatcher::Places &places)
{
    QStringList parts;
    QStringList lines;
    if (places.kernelLocks) {
        parts += tr("kernel locks");
        lines += tr("All kernel locks of this host");
    }
    if (const auto count = places.paths.size(); count == 1)
        parts += tr("1 place");
    else if (count > 1)
        parts += tr("%1 places").arg(count);
    for (const auto &path : places.paths)
        lines += displayText(path);
    m_places->setText(parts.isEmpty() ? QString() : tr("Watching %1").arg(parts.join(tr(" and "))));
    m_places->setToolTip(plainToolTip(lines.join(QLatin1Char('\n'))));
}

} // namespace Lockscope::Ui
