// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <array>
#include <cmath>

using namespace Lockscope;
using namespace Lockscope::Ui;

class tst_VerdictSigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnWarnings(); }

    void shapesDifferWithoutColour();
    void coloursAreReadableOnBothBackgrounds_data();
    void coloursAreReadableOnBothBackgrounds();
    void everyIconFitsItsSquare();
};

namespace {

constexpr std::array VerdictGlyphs = {Glyph::Held,    Glyph::ProbablyHeld, Glyph::Stale, Glyph::Waiting,
                                      Glyph::Unknown, Glyph::Free,         Glyph::Absent};

/// Its shape in black, whatever its colour. In a table cell, the side length is 16.
QImage drawn(Glyph glyph, int side = 16)
{
    const auto icon = glyphIcon(glyph).pixmap(side, side).toImage();
    QImage image(icon.size(), QImage::Format_Grayscale8);
    for (int y = 0; y < icon.height(); ++y) {
        for (int x = 0; x < icon.width(); ++x)
            image.scanLine(y)[x] = static_cast<uchar>(255 - qAlpha(icon.pixel(x, y)));
    }
    return image;
}

int differingPixels(const QImage &one, const QImage &other)
{
    int count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += std::abs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y))) > 96 ? 1 : 0;
    }
    return count;
}

/// By the formula of the Web Content Accessibility Guidelines 2.
double contrast(const QColor &one, const QColor &other)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace

void tst_VerdictSigns::shapesDifferWithoutColour()
{
    for (const auto one : VerdictGlyphs) {
        for (const auto other : VerdictGlyphs) {
            if (one != other)
                QVERIFY2(
                    differingPixels(drawn(one), drawn(other)) >= 30,
                    qPrintable(QStringLiteral("%1 and %2").arg(static_cast<int>(one)).arg(static_cast<int>(other))));
        }
    }
}

void tst_VerdictSigns::coloursAreReadableOnBothBackgrounds_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
}

void tst_VerdictSigns::coloursAreReadableOnBothBackgrounds()
{
    QFETCH(Theme, theme);
    applyTheme(*qApp, theme);
    const auto palette = QApplication::palette();
    QCOMPARE(isDark(palette), theme == Theme::Dark);
    for (const auto accent :
         {Accent::Held, Accent::Stale, Accent::Waiting, Accent::Unknown, Accent::Free, Accent::Absent}) {
        for (const auto background : {QPalette::Base, QPalette::AlternateBase, QPalette::Window})
            QVERIFY2(contrast(accentColour(accent, palette), palette.color(background)) >= 4.5,
                     qPrintable(QStringLiteral("accent %1").arg(static_cast<int>(accent))));
    }
    QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 4.5);
    QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
}

void tst_VerdictSigns::everyIconFitsItsSquare()
{
    constexpr int Side = 64;
    for (int i = 0; i <= static_cast<int>(Glyph::Application); ++i) {
        auto image = drawn(static_cast<Glyph>(i), Side);
        QImage blank(image.size(), image.format());
        blank.fill(Qt::white);
        QVERIFY2(differingPixels(image, blank) >= 100, qPrintable(QString::number(i)));
        // Nothing is clipped at the border.
        QPainter(&image).fillRect(1, 1, Side - 2, Side - 2, Qt::white);
        QVERIFY2(differingPixels(image, blank) == 0, qPrintable(QString::number(i)));
    }
}

QTEST_MAIN(tst_VerdictSigns)
#include "tst_verdictsigns.moc"
