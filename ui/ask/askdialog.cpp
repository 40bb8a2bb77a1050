// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/ask/askdialog.h"

#include "ui/model/locktablemodel.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/tablestyle.h"

#include <lockscope/displaytext.h>

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <chrono>

namespace Lockscope::Ui {

namespace {

constexpr int Characters = 120;
constexpr int Lines = 28;

/// While a path is typed, its beginnings are not asked for.
constexpr std::chrono::milliseconds Pause{250};

enum Column
{
    NameColumn,
    DetailColumn,
};

enum class Answer
{
    Title,
    Lock,
    Process,
    Path,
};
constexpr int AnswerRole = Qt::UserRole;
constexpr int ValueRole = Qt::UserRole + 1;

Answer answerOf(const QTreeWidgetItem &item)
{
    return static_cast<Answer>(item.data(NameColumn, AnswerRole).toInt());
}

QTreeWidgetItem *newAnswer(QTreeWidgetItem *parent, Answer answer, const QString &name, const QString &detail)
{
    auto *item = new QTreeWidgetItem(parent, {name, detail});
    item->setData(NameColumn, AnswerRole, static_cast<int>(answer));
    item->setToolTip(NameColumn, plainToolTip(name));
    item->setToolTip(DetailColumn, plainToolTip(detail));
    item->setForeground(DetailColumn, parent->treeWidget()->palette().brush(QPalette::PlaceholderText));
    return item;
}

} // namespace

AskDialog::AskDialog(const LockTableModel &locks, BackgroundPool &pool, QWidget *parent)
    : QDialog(parent)
    , m_locks(locks)
    , m_pool(pool)
    , m_field(new QLineEdit)
    , m_answers(new QTreeWidget)
    , m_sentence(new QLabel)
{
    setObjectName(QStringLiteral("askDialog"));
    setWindowTitle(tr("Who holds this?"));
    m_field->setObjectName(QStringLiteral("askField"));
    m_field->setPlaceholderText(tr("A path, PID, inode, program or host"));
    m_field->setAccessibleName(tr("Question"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_answers->setObjectName(QStringLiteral("askAnswers"));
    m_answers->setAccessibleName(tr("Answers"));
    m_answers->setColumnCount(DetailColumn + 1);
    m_answers->setHeaderHidden(true);
    m_answers->setRootIsDecorated(false);
    applyTableLook(*m_answers, *m_answers->header());
    m_answers->setAlternatingRowColors(false);
    m_answers->setSelectionMode(QAbstractItemView::SingleSelection);
    m_answers->setIndentation(8);
    m_answers->setTextElideMode(Qt::ElideMiddle);
    m_answers->header()->setSectionResizeMode(NameColumn, QHeaderView::Interactive);
    m_sentence->setObjectName(QStringLiteral("askSentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_answers, 1);
    layout->addWidget(m_sentence);
    const auto metrics = fontMetrics();
    const auto room = parent ? parent->size() * 9 / 10 : QSize(800, 600);
    resize(QSize(metrics.averageCharWidth() * Characters, metrics.lineSpacing() * Lines).boundedTo(room));
    m_answers->header()->resizeSection(NameColumn, width() * 2 / 5);

    m_hostTimer.setSingleShot(true);
    m_hostTimer.setInterval(Pause);
    connect(&m_hostTimer, &QTimer::timeout, this, &AskDialog::askTheHost);
    connect(m_field, &QLineEdit::textChanged, this, &AskDialog::ask);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { use(m_answers->currentItem()); });
    connect(m_answers, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { use(item); });
    ask();
}

/// The arrow keys of the field move through the answers.
bool AskDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        for (const auto handled : {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown}) {
            if (key->key() == handled) {
                QCoreApplication::sendEvent(m_answers, event);
                return true;
            }
        }
    }
    return QDialog::eventFilter(watched, event);
}

void AskDialog::ask()
{
    const Question question(m_field->text());
    m_answers->clear();
    m_processes = nullptr;
    showLocks(question);
    if (question.path || question.number)
        m_hostTimer.start();
    else
        m_hostTimer.stop();
    selectFirst();
}

void AskDialog::showLocks(const Question &question)
{
    if (question.text.isEmpty()) {
        m_sentence->setText(
            tr("For a path, the answer also lists the processes that have the file open without a lock. They keep "
               "its file system from being unmounted, and its space in use even if the file is deleted."));
        return;
    }
    const auto found = locksFor(question, m_locks);
    if (!found.locks.empty()) {
        auto *title = newTitle(tr("%n lock(s)", nullptr, static_cast<int>(found.count)));
        for (const auto &lock : found.locks) {
            auto *item = newAnswer(title, Answer::Lock, lock.name, lock.detail);
            item->setData(NameColumn, ValueRole, QByteArray::fromStdString(lock.key));
            item->setIcon(NameColumn, glyphIcon(lock.glyph));
        }
    }
    if (question.path)
        m_sentence->setText(tr("Searching the processes that use it…"));
    else
        m_sentence->setText(found.locks.empty() ? tr("No watched lock matches “%1”.").arg(question.text) : QString());
    if (question.path && !found.isExact) {
        auto *title = newTitle(tr("Path"));
        auto *item = newAnswer(title, Answer::Path, tr("Watch %1").arg(displayText(*question.path)), {});
        item->setData(NameColumn, ValueRole, QByteArray::fromStdString(question.path->native()));
        item->setIcon(NameColumn, glyphIcon(Glyph::OpenFile));
        item->setFirstColumnSpanned(true);
    }
}

void AskDialog::askTheHost()
{
    const Question question(m_field->text());
    m_pool.ask(
        *this, [question] { return askHost(question); },
        [this, text = question.text](const HostAnswer &answer) {
            if (text == Question(m_field->text()).text)
                showHost(answer);
        });
}

void AskDialog::showHost(const HostAnswer &answer)
{
    m_sentence->setText(answer.sentence);
    if (answer.processes.empty())
        return;
    m_processes = newTitle(tr("Processes that use it"));
    for (const auto &process : answer.processes) {
        auto *item = newAnswer(m_processes, Answer::Process, process.name, process.use);
        item->setData(NameColumn, ValueRole, QByteArray::number(static_cast<qlonglong>(process.pid)));
        item->setToolTip(NameColumn, plainToolTip(process.command));
        item->setIcon(NameColumn, glyphIcon(Glyph::Process));
    }
    if (!m_answers->currentItem())
        selectFirst();
}

QTreeWidgetItem *AskDialog::newTitle(const QString &text)
{
    auto *title = new QTreeWidgetItem(m_answers, {text});
    title->setData(NameColumn, AnswerRole, static_cast<int>(Answer::Title));
    title->setFlags(Qt::ItemIsEnabled);
    title->setFirstColumnSpanned(true);
    auto font = title->font(NameColumn);
    font.setBold(true);
    title->setFont(NameColumn, font);
    title->setExpanded(true);
    return title;
}

void AskDialog::selectFirst()
{
    for (QTreeWidgetItemIterator item(m_answers); *item; ++item) {
        if (answerOf(**item) != Answer::Title) {
            m_answers->setCurrentItem(*item);
            return;
        }
    }
}

void AskDialog::use(QTreeWidgetItem *item)
{
    if (!item || answerOf(*item) == Answer::Title)
        return;
    const auto value = item->data(NameColumn, ValueRole).toByteArray();
    const auto answer = answerOf(*item);
    accept();
    if (answer == Answer::Lock)
        Q_EMIT lockChosen(value.toStdString());
    else if (answer == Answer::Process)
        Q_EMIT processChosen(value.toLongLong());
    else
        Q_EMIT pathChosen(value.toStdString());
}

} // namespace Lockscope::Ui
