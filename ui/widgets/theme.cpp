// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOptionButton>
#include <QStyleOptionFrame>

namespace Lockscope::Ui {

namespace {

struct Colours
{
    QRgb window, base, alternateBase, button, text, mutedText, disabledText, highlight, highlightedText, link, border;
};

constexpr Colours LightColours = {
    .window = 0xfff4f5f7,
    .base = 0xffffffff,
    .alternateBase = 0xfff8f9fb,
    .button = 0xfff4f5f7,
    .text = 0xff1d2127,
    .mutedText = 0xff636b76,
    .disabledText = 0xff9aa1ab,
    .highlight = 0xff2563c9,
    .highlightedText = 0xffffffff,
    .link = 0xff1f5fbf,
    .border = 0xffc9ced6,
};

constexpr Colours DarkColours = {
    .window = 0xff23262b,
    .base = 0xff1a1c20,
    .alternateBase = 0xff1f2226,
    .button = 0xff2d3137,
    .text = 0xffe4e6ea,
    .mutedText = 0xffa0a6b0,
    .disabledText = 0xff6e747e,
    .highlight = 0xff2f65bd,
    .highlightedText = 0xffffffff,
    .link = 0xff7fb2ff,
    .border = 0xff454b54,
};

QPalette paletteOf(const Colours &colours)
{
    QPalette palette(QColor::fromRgba(colours.button), QColor::fromRgba(colours.window));
    const auto set = [&](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor::fromRgba(colour)); };
    set(QPalette::Window, colours.window);
    set(QPalette::Base, colours.base);
    set(QPalette::AlternateBase, colours.alternateBase);
    set(QPalette::Button, colours.button);
    set(QPalette::WindowText, colours.text);
    set(QPalette::Text, colours.text);
    set(QPalette::ButtonText, colours.text);
    set(QPalette::BrightText, colours.highlightedText);
    set(QPalette::PlaceholderText, colours.mutedText);
    set(QPalette::ToolTipBase, colours.button);
    set(QPalette::ToolTipText, colours.text);
    set(QPalette::Highlight, colours.highlight);
    set(QPalette::HighlightedText, colours.highlightedText);
    set(QPalette::Link, colours.link);
    set(QPalette::LinkVisited, colours.link);
    set(QPalette::Mid, colours.border);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor::fromRgba(colours.disabledText));
    return palette;
}

QColor mixed(const QColor &colour, const QColor &other, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(a * share + b * (1 - share)); };
    return {mix(colour.red(), other.red()), mix(colour.green(), other.green()), mix(colour.blue(), other.blue())};
}

/// Fusion with two corrections: its outlines of boxes and fields are invisible in a dark theme, and its buttons are
/// only as wide as their text.
class RoomyFusion : public QProxyStyle
{
public:
    RoomyFusion()
        : QProxyStyle(QStringLiteral("Fusion"))
    {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override
    {
        if (!isDark(option->palette) ||
            !(drawOutlined<QStyleOptionButton>(PE_IndicatorCheckBox, element, option, painter, widget) ||
              drawOutlined<QStyleOptionFrame>(PE_FrameLineEdit, element, option, painter, widget)))
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }

    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override
    {
        const auto size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        return type == CT_PushButton ? size.grownBy({ButtonAir, 0, ButtonAir, 0}) : size;
    }

private:
    static constexpr int ButtonAir = 6;

    template <typename Option>
    bool drawOutlined(PrimitiveElement outlined, PrimitiveElement element, const QStyleOption *option,
                      QPainter *painter, const QWidget *widget) const
    {
        const auto *known = qstyleoption_cast<const Option *>(option);
        if (element != outlined || !known)
            return false;
        auto lighter = *known;
        lighter.palette.setColor(QPalette::Window, known->palette.color(QPalette::PlaceholderText));
        QProxyStyle::drawPrimitive(element, &lighter, painter, widget);
        return true;
    }
};

} // namespace

void applyTheme(QApplication &application, Theme theme)
{
    // The style of the desktop, before any change.
    static const auto systemStyle = QApplication::style()->name();
    if (theme == Theme::System) {
        const bool isFusion = systemStyle.compare(QLatin1String("fusion"), Qt::CaseInsensitive) == 0;
        QApplication::setStyle(isFusion ? new RoomyFusion : QStyleFactory::create(systemStyle));
        application.setPalette(QPalette());
        return;
    }
    QApplication::setStyle(new RoomyFusion);
    application.setPalette(paletteOf(theme == Theme::Dark ? DarkColours : LightColours));
}

std::optional<Theme> themeOf(const QString &word)
{
    for (const auto theme : {Theme::System, Theme::Light, Theme::Dark}) {
        if (word == wordOf(theme))
            return theme;
    }
    return {};
}

QString wordOf(Theme theme)
{
    switch (theme) {
    case Theme::System:
        return QStringLiteral("system");
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    }
    return {};
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor accentColour(Accent accent, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (accent) {
    case Accent::Held:
        return QColor::fromRgba(dark ? 0xff6cb0ff : 0xff1f63c9);
    case Accent::Stale:
        return QColor::fromRgba(dark ? 0xffff9a57 : 0xffc2410c);
    case Accent::Waiting:
        return QColor::fromRgba(dark ? 0xffe3b341 : 0xff8f5f00);
    case Accent::Unknown:
        return QColor::fromRgba(dark ? 0xffc0a4f0 : 0xff6b4fa8);
    case Accent::Free:
        return QColor::fromRgba(dark ? 0xff5cc470 : 0xff1a7f37);
    case Accent::Absent:
        return mutedTextColour(palette);
    }
    return palette.color(QPalette::Text);
}

QColor mutedTextColour(const QPalette &palette)
{
    return mixed(palette.color(QPalette::WindowText), palette.color(QPalette::Window), 0.68);
}

} // namespace Lockscope::Ui
