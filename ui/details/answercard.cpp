// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/details/answercard.h"

#include "ui/details/reportfacts.h"
#include "ui/model/displayedtime.h"
#include "ui/text/agetext.h"
#include "ui/text/lockaddress.h"
#include "ui/text/verdictwords.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scaledfont.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

constexpr int IconSide = 32;

/// A container ID has 64 digits.
constexpr qsizetype ContainerCharacters = 12;

/// The state with its reason, and what else is known.
std::pair<QString, QString> sentencesOf(const Verdict &verdict)
{
    auto first = verdict;
    auto further = verdict;
    if (!verdict.sentences.empty()) {
        first.sentences = {verdict.sentences.front()};
        further.sentences.erase(further.sentences.begin());
    }
    return {text(first), text(further)};
}

QString heldText(const HeldSince &held)
{
    const auto time = clockText(held.time);
    return held.isExact ? AnswerCard::tr("held since %1").arg(time)
                        : AnswerCard::tr("held since %1 or earlier").arg(time);
}

/// `0.4 s`, and longer times as everywhere.
QString secondsText(std::chrono::nanoseconds time)
{
    constexpr std::chrono::seconds Long{10};
    if (time >= Long)
        return shortAgeText(time, 1);
    const auto seconds = std::max(0.0, std::chrono::duration<double>(time).count());
    return AnswerCard::tr("%1 s", "seconds").arg(QLocale().toString(seconds, 'f', 1));
}

QString waitingText(const std::vector<WaitingProcess> &waiting, WallTime now)
{
    const auto longest = std::ranges::min_element(waiting, {}, &WaitingProcess::since);
    const auto age = shortAgeText(now - longest->since, 1);
    const auto count = AnswerCard::tr("%n process(es) waiting", nullptr, static_cast<int>(waiting.size()));
    return longest->isExact ? AnswerCard::tr("%1, the longest for %2").arg(count, age)
                            : AnswerCard::tr("%1, the longest for at least %2").arg(count, age);
}

} // namespace

AnswerCard::AnswerCard(QWidget *parent)
    : QWidget(parent)
    , m_icon(new GlyphLabel(Glyph::Unknown, IconSide))
    , m_summary(newSelectableLabel(QStringLiteral("verdictSummary")))
    , m_further(newSelectableLabel(QStringLiteral("verdictFurther")))
    , m_command(new ElidedLabel(Qt::ElideRight))
    , m_facts(newSelectableLabel(QStringLiteral("answerFacts")))
    , m_format(new ElidedLabel(Qt::ElideRight))
    , m_grounds(newSelectableLabel(QStringLiteral("verdictGrounds")))
    , m_advice(newSelectableLabel(QStringLiteral("verdictAdvice")))
    , m_path(new QLineEdit)
    , m_buttons(new QVBoxLayout)
{
    setObjectName(QStringLiteral("answerCard"));
    auto font = scaledFont(m_summary->font(), 1.25);
    font.setBold(true);
    m_summary->setFont(font);
    m_command->setObjectName(QStringLiteral("answerCommand"));
    m_format->setObjectName(QStringLiteral("verdictFormat"));
    m_format->setForegroundRole(QPalette::PlaceholderText);
    m_grounds->setForegroundRole(QPalette::PlaceholderText);
    m_grounds->setWordWrap(false);

    m_path->setObjectName(QStringLiteral("lockPath"));
    m_path->setAccessibleName(tr("Path of the lock"));
    m_path->setReadOnly(true);
    m_path->setFrame(false);
    m_path->setLayoutDirection(Qt::LeftToRight); // a path is, in every language
    m_path->setTextMargins(-2, 0, 0, 0);
    auto colours = m_path->palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    m_path->setPalette(colours);

    auto *grounds = new QHBoxLayout;
    grounds->setSpacing(12);
    grounds->addWidget(m_grounds);
    grounds->addWidget(m_format, 1);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_summary);
    texts->addWidget(m_further);
    texts->addWidget(m_command);
    texts->addWidget(m_facts);
    texts->addWidget(m_advice);
    texts->addWidget(m_path);
    texts->addLayout(grounds);
    m_buttons->setSpacing(4);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addLayout(m_buttons);
}

void AnswerCard::setActions(const AnswerActions &actions)
{
    addButton("releaseInDetails", tr("Release"), actions.release);
    addButton("signalInDetails", tr("Ask to exit…"), actions.signal);
    m_notify = new QPushButton(tr("Notify me"));
    m_notify->setObjectName(QStringLiteral("notifyInDetails"));
    m_notify->setAutoDefault(false);
    m_notify->setMenu(&actions.notify);
    m_buttons->addWidget(m_notify);
    addButton("copyReportInDetails", tr("Copy report"), actions.copyReport);
    addButton("askHostInDetails", {}, actions.askHost);
    addButton("breakInDetails", tr("Break…"), actions.breakLock);
    m_buttons->addStretch();
}

void AnswerCard::addButton(const char *objectName, const QString &text, QAction &action)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(objectName));
    button->setAutoDefault(false);
    const auto follow = [button, &action, hasOwnText = !text.isEmpty()] {
        if (!hasOwnText)
            button->setText(action.text().remove(u'&')); // the mnemonic is for the menu
        button->setToolTip(action.toolTip());
        button->setEnabled(action.isEnabled());
        // With a reason why it cannot be used.
        button->setVisible(action.isEnabled() || !action.statusTip().isEmpty());
    };
    connect(&action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, &action, &QAction::trigger);
    m_buttons->addWidget(button);
    follow();
}

void AnswerCard::setReport(const LockReport &report)
{
    m_report = report;
    m_reportedAt = std::chrono::steady_clock::now();
    m_icon->setGlyph(glyphOf(report.verdict));
    m_icon->setAccessibleName(verdictText(report.verdict));
    const auto [first, further] = sentencesOf(report.verdict);
    m_summary->setText(first);
    m_further->setText(further);
    m_further->setVisible(!further.isEmpty());
    const auto command = report.process ? report.process->commandLineText() : QString();
    m_command->setText(command);
    m_command->setVisible(!command.isEmpty());
    m_format->setText(formatLine(report));
    m_grounds->setText(groundsText(report.verdict));
    const auto advice = m_isRecorded ? QString() : adviceText(report);
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    if (const auto path = displayText(report.path); path != m_path->text()) {
        m_path->setText(path);
        m_path->setCursorPosition(0);
    }
    m_path->setVisible(!report.path.empty());
    if (m_notify)
        m_notify->setVisible(report.verdict.state == Verdict::State::Held ||
                             report.verdict.state == Verdict::State::Unknown);
    showFacts();
}

void AnswerCard::setTimes(const LockTimes &times)
{
    if (m_times == times)
        return;
    m_times = times;
    showFacts();
}

void AnswerCard::goOn()
{
    if (!m_times.waiting.empty() || !m_report.asked.empty() || LockAddress::isAddress(m_report.path))
        showFacts();
}

/// Where the report comes from, and how old it is.
QStringList AnswerCard::placeFacts() const
{
    QStringList facts;
    const auto address = LockAddress::of(m_report.path);
    const auto now = std::chrono::steady_clock::now();
    if (const auto heard = m_heardFrom ? m_heardFrom(m_report) : std::nullopt)
        facts += tr("on %1, %2 ago").arg(address.text(), secondsText(now - *heard));
    else if (address.where != LockAddress::Where::Here)
        facts += tr("on %1").arg(address.text());
    for (const auto &asked : m_report.asked) {
        // The steady clock of this host.
        const auto age = now.time_since_epoch() - asked.askedAt;
        const auto host = displayText(asked.host);
        facts += asked.error.empty() ? tr("%1 answered %2 ago").arg(host, secondsText(age))
                                     : tr("%1 was asked %2 ago").arg(host, secondsText(age));
    }
    if (!m_report.token.empty())
        facts += tr("fencing token %1").arg(displayText(m_report.token));
    if (const auto seconds = leaseSeconds(m_report)) {
        const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - m_reportedAt).count();
        facts += tr("lease ends in %1 s unless renewed").arg(std::max<std::int64_t>(0, *seconds - passed));
    }
    return facts;
}

void AnswerCard::showFacts()
{
    QStringList facts = m_isRecorded ? QStringList() : placeFacts();
    if (const auto &process = m_report.process) {
        if (const auto user = process->userText(); !user.isEmpty())
            facts += tr("user %1").arg(user);
        if (!process->container.empty())
            facts += tr("container %1").arg(displayText(process->container).left(ContainerCharacters));
    }
    if (m_times.held)
        facts += heldText(*m_times.held);
    if (!m_times.waiting.empty())
        facts += waitingText(m_times.waiting, displayedTime(*this));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_facts->setVisible(!facts.isEmpty());
}

} // namespace Lockscope::Ui
