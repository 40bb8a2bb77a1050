// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/scene.h"
#include "gui/windowfixture.h"
#include "ui/breaking/breakdialog.h"
#include "ui/breaking/brokendialog.h"
#include "ui/details/historyview.h"
#include "ui/details/processview.h"
#include "ui/timeline/timelinepage.h"
#include "ui/timeline/timelineview.h"
#include "ui/widgets/theme.h"

#include <lockscope/lockhistory.h>

#include <QAction>
#include <QApplication>
#include <QDateTime>
#include <QDir>
#include <QFontDatabase>
#include <QFontInfo>
#include <QImage>
#include <QLabel>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <chrono>
#include <memory>
#include <utility>

#include <time.h>

using namespace Lockscope;
using namespace Lockscope::Ui;
using namespace std::chrono_literals;

/// Screenshots of every view, compared with references that a person has approved. If the appearance changes on
/// purpose, set LOCKSCOPE_NEW_PICTURES=1 to create new references, and check each of them before committing it.
class tst_Pictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void matchesReference_data();
    void matchesReference();

private:
    void show(WindowFixture &fixture, const QString &view) const;
    static QWidget *openDialog(WindowFixture &fixture, SceneDesk &desk, const QString &view);
    static double differingShare(const QImage &left, const QImage &right);

    QTemporaryDir m_directory;
    std::shared_ptr<LockHistory> m_history;
};

void tst_Pictures::initTestCase()
{
    // Noon wherever the test runs: times of another day are longer than those of today.
    const int hour = QDateTime::currentDateTimeUtc().time().hour();
    qputenv("TZ", QStringLiteral("NOON%1").arg(hour - 12).toLatin1());
    ::tzset();

    // Another text rasteriser changes all text, which is not a change of the window.
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        QSKIP("screenshots are compared only on the offscreen platform");
    failOnWarnings();
    // ctest sets FONTCONFIG_FILE, and the tests' configuration contains only these fonts.
    QCOMPARE(QFontInfo(QFont(QStringLiteral("DejaVu Sans"))).family(), QStringLiteral("DejaVu Sans"));
    QCOMPARE(QFontInfo(QFontDatabase::systemFont(QFontDatabase::FixedFont)).family(),
             QStringLiteral("DejaVu Sans Mono"));
    LockHistory::Options options;
    options.file = m_directory.filePath(QStringLiteral("history.sqlite")).toStdString();
    options.maxAge = std::chrono::hours(24 * 365 * 200); // ages in the scene do not advance
    m_history = std::make_shared<LockHistory>(std::move(options));
    m_history->record(sceneEvents());
}

void tst_Pictures::matchesReference_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("style");
    QTest::addColumn<QSize>("size");
    const QSize large(1280, 800);
    const QSize small(900, 600);
    for (const auto *view : {"locks", "empty", "waiting", "timeline", "events", "content", "process", "history",
                             "create", "describe", "settings", "break", "breakheld", "breakmany", "broken"}) {
        for (const auto *style : {"light", "dark"})
            QTest::addRow("%s-%s", view, style) << QString::fromLatin1(view) << QString::fromLatin1(style) << large;
    }
    for (const auto *style : {"light", "largefont", "rtl"})
        QTest::addRow("locks-%s-small", style) << QStringLiteral("locks") << QString::fromLatin1(style) << small;
    for (const auto *view : {"waiting", "timeline", "events", "process", "breakheld"}) {
        for (const auto *style : {"largefont", "rtl"})
            QTest::addRow("%s-%s-small", view, style)
                << QString::fromLatin1(view) << QString::fromLatin1(style) << small;
    }
}

void tst_Pictures::matchesReference()
{
    QFETCH(const QString, view);
    QFETCH(const QString, style);
    QFETCH(const QSize, size);
    applyTheme(*qApp, style == u"dark" ? Theme::Dark : Theme::Light);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(style == u"largefont" ? 18 : 12);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(style == u"rtl" ? Qt::RightToLeft : Qt::LeftToRight);
    QApplication::setCursorFlashTime(0);

    SceneDesk desk;
    WindowFixture fixture;
    fixture.window().resize(size);
    if (view != u"empty")
        Q_EMIT fixture.watcher().updated(scene());
    Q_EMIT fixture.watcher().initialScanFinished();
    QVERIFY(fixture.show());
    QWidget *shown = &fixture.window();
    show(fixture, view);
    if (view == u"create" || view == u"settings")
        shown = fixture.dialog(view == u"create" ? "createDialog" : "settingsDialog");
    else if (view.startsWith(QLatin1String("break")) || view == u"broken")
        shown = openDialog(fixture, desk, view);
    else if (view == u"describe")
        shown = fixture.dialog("describeDialog");
    QVERIFY(shown);
    QTRY_VERIFY(fixture.text("statusCounts") != QString());
    QTRY_COMPARE(fixture.child<QWidget>("deadlockBar").isVisible(), view != u"empty");
    // On a loaded machine, a layout may still be pending.
    QImage picture;
    const auto isStill = [&] {
        QApplication::processEvents();
        auto now = shown->grab().toImage().convertToFormat(QImage::Format_RGB32);
        return now == std::exchange(picture, now);
    };
    QTRY_VERIFY(isStill());

    const QString name = QString::fromLatin1(QTest::currentDataTag()) + QLatin1String(".png");
    const QString reference = QStringLiteral(LOCKSCOPE_PICTURES "/") + name;
    if (qEnvironmentVariableIsSet("LOCKSCOPE_NEW_PICTURES")) {
        QVERIFY(picture.save(reference));
        return;
    }
    const QImage expected(reference);
    QVERIFY2(!expected.isNull(), qPrintable(reference));
    QCOMPARE(picture.size(), expected.size());
    const double share = differingShare(picture, expected.convertToFormat(QImage::Format_RGB32));
    if (share > 0.002)
        picture.save(QDir::current().filePath(name));
    QVERIFY2(share <= 0.002, qPrintable(QStringLiteral("%1 of the pixels differ; the new picture is %2")
                                            .arg(share)
                                            .arg(QDir::current().filePath(name))));
}

/// Opens the views that are not visible at first.
void tst_Pictures::show(WindowFixture &fixture, const QString &view) const
{
    auto &window = fixture.window();
    auto &pages = fixture.child<QTabWidget>("detailPages");
    if (view == u"waiting")
        fixture.child<QAction>("showWaiting").trigger();
    else if (view == u"create")
        fixture.child<QAction>("takeLock").trigger();
    else if (view == u"settings")
        fixture.child<QAction>("settings").trigger();
    else if (view == u"content")
        pages.setCurrentIndex(1);
    else if (view == u"describe") {
        fixture.select(QStringLiteral("index.lock"));
        fixture.child<QAction>("describeFormat").trigger();
        const auto &matches = WindowFixture::childOf<QTreeWidget>(*fixture.dialog("describeDialog"), "describeMatches");
        QTRY_VERIFY(matches.topLevelItemCount() > 0);
    }
    if (view == u"events") {
        fixture.child<QAction>("showEvents").trigger();
        Q_EMIT fixture.watcher().eventsOccurred(sceneEvents());
    } else if (view == u"timeline") {
        fixture.child<TimelinePage>("timelinePage").setHistory(readerOf(m_history));
        fixture.child<QAction>("showTimeline").trigger();
        auto &timeline = fixture.child<TimelineView>("timeline");
        QTRY_VERIFY(timeline.isVisible());
        auto scale = timeline.scale();
        scale.end = std::chrono::floor<std::chrono::milliseconds>(sceneEnd().time_since_epoch()).count();
        scale.span = std::chrono::milliseconds(2h).count();
        timeline.setScale(scale);
    } else if (view == u"process") {
        auto &process = *window.findChild<ProcessView *>();
        process.setReader([](const ProcessFacts &holder, const auto &) { return sceneTree(holder); });
        fixture.select(QStringLiteral("export.lock"));
        pages.setCurrentWidget(&process);
        QTRY_VERIFY(fixture.child<QTreeWidget>("processTree").topLevelItemCount() > 0);
    } else if (view == u"history") {
        auto &history = *window.findChild<HistoryView *>();
        history.setHistory(readerOf(m_history));
        pages.setCurrentWidget(&history);
        QTRY_VERIFY(fixture.child<QTreeWidget>("lockHistory").topLevelItemCount() > 0);
    }
}

QWidget *tst_Pictures::openDialog(WindowFixture &fixture, SceneDesk &desk, const QString &view)
{
    QDialog *dialog = nullptr;
    if (view == u"broken")
        dialog = new BrokenDialog(desk, &fixture.window());
    else if (view == u"break")
        dialog = new BreakDialog(desk, {"/srv/www/server.pid"}, &fixture.window());
    else if (view == u"breakheld")
        dialog = new BreakDialog(desk, {"/srv/www/gateway.pid"}, &fixture.window());
    else
        dialog = new BreakDialog(desk, {"/srv/www/server.pid", "/srv/www/gateway.pid", "/srv/www/relay.pid"},
                                 &fixture.window());
    dialog->open();
    // The only time that is relative to the current time.
    if (auto *undo = dialog->findChild<QLabel *>(QStringLiteral("planUndo")); undo && undo->text().contains(u':'))
        undo->setText(QStringLiteral("It can be restored until Wednesday, 1 July 2026 12:00:00 UTC."));
    return dialog;
}

/// The number of pixels that differ visibly.
double tst_Pictures::differingShare(const QImage &left, const QImage &right)
{
    qint64 differing = 0;
    for (int y = 0; y < left.height(); ++y) {
        for (int x = 0; x < left.width(); ++x) {
            const auto a = left.pixel(x, y);
            const auto b = right.pixel(x, y);
            if (std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b)) > 48)
                ++differing;
        }
    }
    return static_cast<double>(differing) / (static_cast<double>(left.width()) * left.height());
}

QTEST_MAIN(tst_Pictures)
#include "tst_pictures.moc"
