// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/capture/capturefiles.h"

#include "ui/capture/capturewindow.h"
#include "ui/capture/comparisondialog.h"
#include "ui/text/agetext.h"

#include <lockscope/path.h>
#include <lockscope/wording.h>

#include <QApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QPointer>
#include <QSysInfo>

#include <chrono>
#include <utility>

namespace Lockscope::Ui {

namespace {

constexpr std::string_view Suffix = ".lockscope.json";
constexpr std::size_t MaxIntervals = 20'000;

QString nameFilter()
{
    return QFileDialog::tr("Captures (*%1)").arg(QLatin1String(Suffix.data()));
}

/// `box-2026-11-30-1500.lockscope.json`
QString proposedName()
{
    return QSysInfo::machineHostName() + QDateTime::currentDateTime().toString(QStringLiteral("-yyyy-MM-dd-hhmm")) +
           QLatin1String(Suffix.data());
}

CaptureWindow *openWindowOf(const std::filesystem::path &file)
{
    for (auto *widget : QApplication::topLevelWidgets()) {
        auto *window = qobject_cast<CaptureWindow *>(widget);
        if (window && window->isVisible() && window->file() == file)
            return window;
    }
    return nullptr;
}

} // namespace

bool isCaptureName(const std::filesystem::path &file)
{
    return file.native().ends_with(Suffix);
}

void askForCapture(QWidget &parent, std::function<void(const std::filesystem::path &)> use)
{
    auto *dialog = new QFileDialog(&parent, QFileDialog::tr("Open a capture"));
    dialog->setObjectName(QStringLiteral("openCaptureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({nameFilter(), QFileDialog::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent,
                     [use = std::move(use)](const QString &name) { use(toPath(name)); });
    dialog->open();
}

CaptureFiles::CaptureFiles(Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
{}

void CaptureFiles::askToSave(QWidget &parent, std::function<std::vector<LockReport>()> locks, ReadHistory history)
{
    auto *dialog = new QFileDialog(&parent, QFileDialog::tr("Save a capture"));
    dialog->setObjectName(QStringLiteral("saveCaptureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(nameFilter());
    dialog->setDefaultSuffix(QString::fromLatin1(Suffix.substr(1).data()));
    dialog->selectFile(proposedName());
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, locks = std::move(locks), history = std::move(history)](const QString &name) {
                save(toPath(name), locks(), history);
            });
    dialog->open();
}

void CaptureFiles::save(const std::filesystem::path &file, std::vector<LockReport> locks, ReadHistory history)
{
    const auto count = locks.size();
    m_pool.ask(
        *this,
        [file, locks = std::move(locks), read = std::move(history)]() mutable {
            LockHistory::Filter filter;
            filter.since = wallTimeNow() - std::chrono::hours(24);
            filter.maxIntervals = MaxIntervals;
            auto intervals = read ? read(filter) : std::vector<LockInterval>();
            auto capture = Capture::of(std::move(locks), intervals ? *intervals : std::vector<LockInterval>());
            if (!intervals)
                capture.historyError = text(intervals.error(), Language::English).toStdString();
            const auto written = capture.write(file);
            return written && !intervals ? Result<void>(intervals.error()) : written;
        },
        [this, file, count](const Result<void> &written) {
            if (written)
                Q_EMIT saved(file, count);
            else
                Q_EMIT failed(written.error());
        });
}

void CaptureFiles::open(const std::filesystem::path &file)
{
    if (auto *window = openWindowOf(file)) {
        window->raise();
        window->activateWindow();
        return;
    }
    read(file, [this, file](const std::shared_ptr<const Capture> &capture) {
        auto *window = new CaptureWindow(capture, file, m_preferences);
        window->setAttribute(Qt::WA_DeleteOnClose);
        connect(window, &CaptureWindow::comparisonRequested, this,
                [this, window, capture](const std::filesystem::path &other) { compareWith(*window, capture, other); });
        connect(this, &QObject::destroyed, window, [window] { delete window; });
        window->show();
        Q_EMIT opened(window);
    });
}

void CaptureFiles::compareWith(CaptureWindow &window, std::shared_ptr<const Capture> shown,
                               const std::filesystem::path &file)
{
    read(file, [window = QPointer<CaptureWindow>(&window),
                shown = std::move(shown)](const std::shared_ptr<const Capture> &other) {
        if (!window)
            return;
        const bool isOlder = shown->time <= other->time;
        auto *dialog = new ComparisonDialog(isOlder ? shown : other, isOlder ? other : shown, window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &ComparisonDialog::lockChosen, window, &CaptureWindow::showLock);
        dialog->open();
    });
}

void CaptureFiles::read(const std::filesystem::path &file, std::function<void(std::shared_ptr<const Capture>)> use)
{
    m_pool.ask(
        *this,
        [file]() -> Result<std::shared_ptr<const Capture>> {
            auto capture = Capture::read(file);
            if (!capture)
                return capture.error();
            return std::shared_ptr<const Capture>(std::make_shared<Capture>(*std::move(capture)));
        },
        [this, use = std::move(use)](const Result<std::shared_ptr<const Capture>> &capture) {
            if (capture)
                use(*capture);
            else
                Q_EMIT failed(capture.error());
        });
}

} // namespace Lockscope::Ui
