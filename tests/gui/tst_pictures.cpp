// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "gui/scene.h"
#include "gui/windowfixture.h"
#include "ui/locktableview.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTabWidget>
#include <QTest>

#include <tuple>

using namespace Lockscope;
using namespace Lockscope::Ui;

/// Every view as a picture, compared with the one that a person looked at and found good. Where the look changes on
/// purpose: LOCKSCOPE_NEW_PICTURES=1 makes the references anew; look at each before you keep it.
class tst_Pictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksAsItDid_data();
    void looksAsItDid();

private:
    static double differingShare(const QImage &left, const QImage &right);
};

void tst_Pictures::initTestCase()
{
    // Text of another rasteriser differs everywhere, and says nothing about the window.
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        QSKIP("pictures are compared on the offscreen platform only");
    if (!QFontDatabase::hasFamily(QStringLiteral("DejaVu Sans")))
        QSKIP("the font DejaVu Sans is not installed");
    failOnWarnings();
}

void tst_Pictures::looksAsItDid_data()
{
    QTest::addColumn<QString>("view");
    QTest::addColumn<QString>("look");
    QTest::addColumn<QSize>("size");
    const QSize large(1280, 800);
    const QSize small(900, 600);
    for (const auto *view : {"locks", "empty", "waiting", "create", "content", "settings"}) {
        for (const auto *look : {"light", "dark"})
            QTest::addRow("%s-%s", view, look) << QString::fromLatin1(view) << QString::fromLatin1(look) << large;
    }
    for (const auto *look : {"light", "largefont", "rtl"})
        QTest::addRow("locks-%s-small", look) << QStringLiteral("locks") << QString::fromLatin1(look) << small;
}

void tst_Pictures::looksAsItDid()
{
    QFETCH(const QString, view);
    QFETCH(const QString, look);
    QFETCH(const QSize, size);
    applyTheme(*qApp, look == u"dark" ? Theme::Dark : Theme::Light);
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(look == u"largefont" ? 18 : 12);
    QApplication::setFont(font);
    QApplication::setLayoutDirection(look == u"rtl" ? Qt::RightToLeft : Qt::LeftToRight);
    QApplication::setCursorFlashTime(0);

    WindowFixture fixture;
    fixture.window().resize(size);
    if (view != u"empty")
        Q_EMIT fixture.watcher().updated(scene());
    Q_EMIT fixture.watcher().ready();
    QVERIFY(fixture.show());
    QWidget *shown = &fixture.window();
    if (view == u"waiting")
        fixture.child<QAction>("showWaiting").trigger();
    if (view == u"content")
        fixture.child<QTabWidget>("detailPages").setCurrentIndex(1);
    for (const auto &[name, action, dialog] :
         {std::tuple("create", "takeLock", "createDialog"), std::tuple("settings", "settings", "settingsDialog")}) {
        if (view != QLatin1String(name))
            continue;
        fixture.child<QAction>(action).trigger();
        shown = fixture.dialog(dialog);
        QVERIFY(shown);
    }
    QTRY_VERIFY(fixture.text("statusCounts") != QString());
    QApplication::processEvents();
    const auto picture = shown->grab().toImage().convertToFormat(QImage::Format_RGB32);

    const auto name = QString::fromLatin1(QTest::currentDataTag()) + QLatin1String(".png");
    const auto reference = QStringLiteral(LOCKSCOPE_PICTURES "/") + name;
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

/// Of the pixels that a person would see to differ.
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
