// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "gui/failonwarnings.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/glyphpainting.h"
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
    void everySignIsDrawnInItsSquare();
};

namespace {

constexpr std::array VerdictGlyphs = {Glyph::Held,    Glyph::Stale, Glyph::Waiting,
                                      Glyph::Unknown, Glyph::Free,  Glyph::Absent};

/// As it stands in a table cell, in black.
QImage drawn(Glyph glyph, int margin = 0)
{
    QImage image(16 + 2 * margin, 16 + 2 * margin, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(margin, margin);
    paintGlyph(painter, glyph, Qt::black);
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

void tst_VerdictSigns::everySignIsDrawnInItsSquare()
{
    constexpr int Margin = 8;
    for (int i = 0; i <= static_cast<int>(Glyph::Application); ++i) {
        auto image = drawn(static_cast<Glyph>(i), Margin);
        QImage blank(image.size(), image.format());
        blank.fill(Qt::white);
        QVERIFY2(differingPixels(image, blank) >= 10, qPrintable(QString::number(i)));
        QPainter(&image).fillRect(Margin, Margin, 16, 16, Qt::white);
        QVERIFY2(differingPixels(image, blank) == 0, qPrintable(QString::number(i)));
    }
}

QTEST_MAIN(tst_VerdictSigns)
#include "tst_verdictsigns.moc"
