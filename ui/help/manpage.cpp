// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/help/manpage.h"

#include <QStringList>

namespace Lockscope::Ui {

namespace {

/// The arguments of a macro: words, or texts in double quotes. `\ ` is a space within a word.
QStringList argumentsOf(const QString &text)
{
    QStringList arguments;
    QString argument;
    bool isQuoted = false;
    bool hasArgument = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const auto character = text[at];
        if (character == u'"') {
            isQuoted = !isQuoted;
            hasArgument = true;
        } else if (character == u' ' && !isQuoted) {
            if (hasArgument)
                arguments += argument;
            argument.clear();
            hasArgument = false;
        } else {
            hasArgument = true;
            argument += character;
            if (character == u'\\' && at + 1 < text.size())
                argument += text[++at];
        }
    }
    if (hasArgument)
        arguments += argument;
    return arguments;
}

class Converter
{
public:
    QString convert(const QByteArray &page)
    {
        for (const auto &line : QString::fromUtf8(page).split(u'\n'))
            take(line);
        closeBlock();
        return m_html;
    }

private:
    void take(const QString &line)
    {
        if (line.startsWith(QLatin1String(".\\\"")) || line == u'.' || (line.isEmpty() && !m_isLiteral))
            return;
        if (!line.startsWith(u'.')) {
            add(escaped(line));
            return;
        }
        const auto macro = line.mid(1).section(u' ', 0, 0);
        const auto arguments = argumentsOf(line.mid(macro.size() + 2));
        if (macro == u"SH") {
            closeBlock();
            m_html += QStringLiteral("<h3>%1</h3>").arg(escaped(arguments.join(u' ')));
        } else if (macro == u"PP") {
            closeBlock();
        } else if (macro == u"TP") {
            closeBlock();
            m_isTag = true;
        } else if (macro == u"RS" || macro == u"RE") {
            closeBlock();
            m_html += macro == u"RS" ? QStringLiteral("<blockquote>") : QStringLiteral("</blockquote>");
        } else if (macro == u"nf" || macro == u"fi") {
            closeBlock();
            m_isLiteral = macro == u"nf";
            m_html += m_isLiteral ? QStringLiteral("<pre>") : QStringLiteral("</pre>");
        } else if (macro == u"br") {
            m_block += QLatin1String("<br>");
        } else if (macro != u"TH") {
            add(inFonts(macro, arguments));
        }
    }

    /// `.B a b` is all bold; `.BR a b` alternates, without spaces.
    static QString inFonts(const QString &macro, const QStringList &arguments)
    {
        const auto tag = [](QChar font, const QString &text) {
            return font == u'B'   ? QStringLiteral("<b>%1</b>").arg(text)
                   : font == u'I' ? QStringLiteral("<i>%1</i>").arg(text)
                                  : text;
        };
        if (macro.size() == 1)
            return tag(macro[0], escaped(arguments.join(u' ')));
        QString text;
        for (qsizetype i = 0; i < arguments.size(); ++i)
            text += tag(macro[i % macro.size()], escaped(arguments[i]));
        return text;
    }

    static QString escaped(const QString &text)
    {
        auto html = text.toHtmlEscaped();
        html.replace(QLatin1String("\\-"), QLatin1String("-"))
            .replace(QLatin1String("\\ "), QLatin1String(" "))
            .replace(QLatin1String("\\(aq"), QLatin1String("'"))
            .replace(QLatin1String("\\(dq"), QLatin1String("&quot;"))
            .replace(QLatin1String("\\(bu"), QStringLiteral("•"))
            .replace(QLatin1String("\\(lq"), QStringLiteral("“"))
            .replace(QLatin1String("\\(rq"), QStringLiteral("”"))
            .replace(QLatin1String("\\&amp;"), QString())
            .replace(QLatin1String("\\fR"), QLatin1String("<span style=\"font-weight:normal;font-style:normal\">"))
            .replace(QLatin1String("\\fP"), QLatin1String("</span>"))
            .replace(QLatin1String("\\fB"), QLatin1String("<span style=\"font-weight:bold\">"))
            .replace(QLatin1String("\\fI"), QLatin1String("<span style=\"font-style:italic\">"))
            .replace(QLatin1String("\\e"), QLatin1String("\\"));
        return html;
    }

    void add(const QString &html)
    {
        if (m_isLiteral) {
            m_html += html + u'\n';
            return;
        }
        if (m_isTag) {
            m_html += QStringLiteral("<p style=\"margin-bottom:0\">%1</p>").arg(html);
            m_isTag = false;
            m_isIndented = true;
            return;
        }
        m_block += (m_block.isEmpty() ? QString() : QStringLiteral(" ")) + html;
    }

    void closeBlock()
    {
        if (!m_block.isEmpty())
            m_html += m_isIndented ? QStringLiteral("<p style=\"margin-top:0;margin-left:28px\">%1</p>").arg(m_block)
                                   : QStringLiteral("<p>%1</p>").arg(m_block);
        m_block.clear();
        m_isIndented = false;
        m_isTag = false;
    }

    QString m_html;
    QString m_block;
    bool m_isTag = false;      ///< the next line is the tag of a definition
    bool m_isIndented = false; ///< the block defines a tag
    bool m_isLiteral = false;
};

} // namespace

QString manPageHtml(const QByteArray &page)
{
    return Converter().convert(page);
}

} // namespace Lockscope::Ui
