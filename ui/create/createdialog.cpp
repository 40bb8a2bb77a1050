// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/createdialog.h"

#include "ui/create/heldlocks.h"
#include "ui/create/markpreview.h"
#include "ui/sources/pathtext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace Lockscope::Ui {

namespace {

enum Patience
{
    TryOnce,
    WaitSeconds,
    WaitForEver,
};

QString textOf(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

bool takes(const LockKind &kind, const KindOptions &options)
{
    return makeLock(kind.id, "/x", options).has_value();
}

/// On one line, with the blanks that will be written.
QString contentText(const std::string &content)
{
    auto text = visibleText(content);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text.replace(u'\n', u' ');
}

QString previewText(const MarkPreview &preview)
{
    QStringList lines;
    for (const auto &part : preview.parts) {
        lines += displayText(part.path);
        lines += QLatin1String("    ") + part.what;
        if (!part.content.empty())
            lines += QLatin1String("    ") + CreateDialog::tr("“%1”").arg(contentText(part.content));
    }
    if (!preview.note.isEmpty())
        lines += preview.note;
    return lines.join(u'\n');
}

} // namespace

CreateDialog::CreateDialog(HeldLocks &locks, QWidget *parent)
    : QDialog(parent)
    , m_locks(locks)
    , m_kinds(new QListWidget)
    , m_description(newPlainLabel(QStringLiteral("kindDescription")))
    , m_caution(newPlainLabel(QStringLiteral("kindCaution")))
    , m_path(new QLineEdit)
    , m_template(new QLineEdit)
    , m_database(new QLineEdit)
    , m_shared(new QCheckBox(tr("&Shared: other processes may hold it for reading")))
    , m_keep(new QCheckBox(tr("&Keep the file when the lock is released")))
    , m_patience(new QComboBox)
    , m_seconds(new QDoubleSpinBox)
    , m_preview(newPlainLabel(QStringLiteral("markPreview")))
    , m_answer(newPlainLabel(QStringLiteral("createAnswer")))
    , m_progress(new QProgressBar)
    , m_take(new QPushButton(tr("&Acquire")))
    , m_close(new QPushButton(tr("Close")))
{
    setWindowTitle(tr("Acquire a lock"));
    setObjectName(QStringLiteral("createDialog"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(newKindList());
    columns->addWidget(newForm(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(columns, 1);
    layout->addWidget(newAnswer());
    resize(660, 440);

    connect(&m_locks, &HeldLocks::acquired, this, [this](int id) {
        if (id == m_waitingFor)
            accept();
    });
    connect(&m_locks, &HeldLocks::refused, this, [this](int id, const QString &text) {
        if (id != m_waitingFor)
            return;
        setWaiting(false);
        answer(text.isEmpty() ? tr("Wait cancelled.") : text, !text.isEmpty());
    });
    showKind();
    m_path->setFocus();
}

void CreateDialog::setPath(const QString &path)
{
    m_path->setText(path);
}

QWidget *CreateDialog::newKindList()
{
    m_kinds->setObjectName(QStringLiteral("kindList"));
    m_kinds->setAccessibleName(tr("Kind of lock"));
    for (const auto &kind : lockKinds()) {
        auto *item = new QListWidgetItem(textOf(kind.id), m_kinds);
        item->setToolTip(
            plainToolTip(textOf(kind.system) + QLatin1String(": ") + text(Phrase{std::string(kind.description)})));
    }
    m_kinds->setCurrentRow(0);
    m_kinds->setFixedWidth(m_kinds->sizeHintForColumn(0) + 50);
    connect(m_kinds, &QListWidget::currentRowChanged, this, &CreateDialog::showKind);
    return m_kinds;
}

QWidget *CreateDialog::newForm()
{
    m_caution->setForegroundRole(QPalette::PlaceholderText);
    m_path->setObjectName(QStringLiteral("createPath"));
    m_path->setPlaceholderText(tr("/path/of/the.lock"));
    m_template->setObjectName(QStringLiteral("createTemplate"));
    m_template->setText(QStringLiteral("{pid}"));
    m_template->setToolTip(tr("{pid} and {hostname} are replaced; {{ and }} become braces"));
    m_database->setObjectName(QStringLiteral("createDatabase"));
    m_database->setPlaceholderText(tr("Database shared by all users of the lock"));
    m_shared->setObjectName(QStringLiteral("createShared"));
    m_keep->setObjectName(QStringLiteral("createKeep"));
    m_patience->setObjectName(QStringLiteral("createPatience"));
    m_patience->addItems({tr("Fail"), tr("Wait up to"), tr("Wait indefinitely")});
    m_patience->setCurrentIndex(WaitForEver);
    m_seconds->setSuffix(tr(" s", "seconds"));
    m_seconds->setDecimals(1);
    m_seconds->setRange(0.1, 86400);
    m_seconds->setValue(30);
    m_seconds->setAccessibleName(tr("Seconds to wait"));
    auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    m_preview->setFont(fixed);
    m_preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_preview->setAccessibleName(tr("Preview of the files"));

    auto *form = new QWidget;
    m_form = new QFormLayout(form);
    m_form->setContentsMargins(0, 0, 0, 0);
    createRows();
    for (const auto &row : m_rows) {
        for (auto *widget : {row.name, row.field}) {
            if (widget)
                widget->setParent(form);
        }
    }

    for (auto *line : {m_path, m_template, m_database})
        connect(line, &QLineEdit::textChanged, this, &CreateDialog::showPreview);
    for (auto *box : {m_shared, m_keep})
        connect(box, &QCheckBox::toggled, this, &CreateDialog::showPreview);
    connect(m_patience, &QComboBox::currentIndexChanged, this, &CreateDialog::showPreview);
    return form;
}

QWidget *CreateDialog::newAnswer()
{
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(90, 10);
    m_progress->setAccessibleName(tr("Waiting for the lock"));
    m_progress->hide();
    m_take->setObjectName(QStringLiteral("takeLock"));
    m_take->setDefault(true);
    m_close->setObjectName(QStringLiteral("createClose"));
    m_close->setAutoDefault(false);
    connect(m_take, &QPushButton::clicked, this, &CreateDialog::take);
    connect(m_close, &QPushButton::clicked, this, [this] { m_waitingFor ? stopWaiting() : reject(); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_answer, 1);
    layout->addWidget(m_close);
    layout->addWidget(m_take);
    return row;
}

void CreateDialog::createRows()
{
    const auto named = [](const QString &name, QWidget *buddy) {
        auto *label = new QLabel(name);
        label->setBuddy(buddy);
        return label;
    };
    const auto inOneRow = [](QWidget *first, QWidget *second) {
        auto *field = new QWidget;
        auto *row = new QHBoxLayout(field);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(first);
        row->addWidget(second);
        return std::pair(field, row);
    };
    const auto chosen = [&](QLineEdit *line, const QString &text, const QString &title) {
        auto *choose = new QPushButton(text);
        choose->setAutoDefault(false);
        connect(choose, &QPushButton::clicked, this, [this, line, title] { chooseFile(*line, title); });
        return inOneRow(line, choose).first;
    };
    const auto [wait, waitRow] = inOneRow(m_patience, m_seconds);
    waitRow->addStretch();
    m_rows = {
        {nullptr, m_description},
        {nullptr, m_caution, [](const LockKind &kind) { return !kind.caution.empty(); }},
        {named(tr("&Path:"), m_path), chosen(m_path, tr("&Choose…"), tr("The lock file"))},
        {named(tr("Con&tent:"), m_template), m_template,
         [](const LockKind &kind) { return takes(kind, {.contentTemplate = "{pid}"}); }},
        {named(tr("&Database:"), m_database), chosen(m_database, tr("C&hoose…"), tr("The lock database")),
         [](const LockKind &kind) { return takes(kind, {.database = "/x.db"}); }},
        {nullptr, m_shared, [](const LockKind &kind) { return takes(kind, {.shared = true}); }},
        {nullptr, m_keep, [](const LockKind &kind) { return takes(kind, {.keep = true}); }},
        {named(tr("&If already held:"), m_patience), wait},
        {new QLabel(tr("On disk:")), m_preview},
    };
}

void CreateDialog::chooseFile(QLineEdit &line, const QString &title)
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    dialog->setFilter(dialog->filter() | QDir::Hidden); // the name of a lock often begins with a dot
    connect(dialog, &QFileDialog::fileSelected, &line, &QLineEdit::setText);
    dialog->open();
}

/// Builds the form of this kind. Rows of other kinds are not in the layout: QFormLayout loses rows that are shown and
/// hidden in turns.
void CreateDialog::showKind()
{
    const auto &shown = kind();
    m_description->setText(textOf(shown.system) + QLatin1String(": ") + text(Phrase{std::string(shown.description)}) +
                           u'.');
    m_caution->setText(shown.caution.empty() ? QString()
                                             : tr("Limitation: %1.").arg(text(Phrase{std::string(shown.caution)})));
    while (m_form->rowCount() > 0) {
        const auto row = m_form->takeRow(0);
        delete row.labelItem;
        delete row.fieldItem;
    }
    for (const auto &row : m_rows) {
        const bool isShown = !row.isOf || row.isOf(shown);
        for (auto *widget : {row.name, row.field}) {
            if (widget)
                widget->setVisible(isShown);
        }
        if (!isShown)
            continue;
        if (row.name)
            m_form->addRow(row.name, row.field);
        else
            m_form->addRow(row.field);
    }
    showPreview();
}

void CreateDialog::showPreview()
{
    m_seconds->setVisible(m_patience->currentIndex() == WaitSeconds);
    const auto typed = pathsOfText(m_path->text());
    const bool hasPath = typed.paths.size() == 1;
    const std::filesystem::path example(m_path->placeholderText().toStdString());
    const auto preview = previewMark(kind().id, hasPath ? path() : example, options());
    m_preview->setText(previewText(preview));
    m_take->setEnabled(hasPath && preview.problem.isEmpty() && !m_waitingFor);
    if (!m_waitingFor)
        answer(preview.problem.isEmpty() ? typed.problem : preview.problem, true);
}

void CreateDialog::take()
{
    setWaiting(true);
    m_waitingFor = m_locks.take(kind().id, path(), options());
    answer(tr("Waiting for %1…").arg(displayText(path())), false);
}

void CreateDialog::stopWaiting()
{
    m_locks.release(m_waitingFor);
}

void CreateDialog::answer(const QString &text, bool isProblem)
{
    auto colours = palette();
    if (isProblem)
        colours.setColor(QPalette::WindowText, accentColour(Accent::Stale, colours));
    m_answer->setPalette(colours);
    m_answer->setText(text);
}

void CreateDialog::setWaiting(bool isWaiting)
{
    if (!isWaiting)
        m_waitingFor = 0;
    m_progress->setVisible(isWaiting);
    m_take->setEnabled(!isWaiting);
    m_kinds->setEnabled(!isWaiting);
    m_path->setEnabled(!isWaiting);
    m_close->setText(isWaiting ? tr("Stop waiting") : tr("Close"));
}

const LockKind &CreateDialog::kind() const
{
    return lockKinds()[static_cast<std::size_t>(m_kinds->currentRow())];
}

std::filesystem::path CreateDialog::path() const
{
    const auto typed = pathsOfText(m_path->text());
    return typed.paths.empty() ? std::filesystem::path() : typed.paths.front();
}

KindOptions CreateDialog::options() const
{
    KindOptions options;
    switch (m_patience->currentIndex()) {
    case TryOnce:
        options.timeout = std::chrono::nanoseconds(0);
        break;
    case WaitSeconds:
        options.timeout = std::chrono::milliseconds(static_cast<qint64>(m_seconds->value() * 1000));
        break;
    default:
        break;
    }
    if (takes(kind(), {.contentTemplate = "{pid}"}))
        options.contentTemplate = m_template->text().toStdString();
    if (takes(kind(), {.database = "/x.db"})) {
        const auto typed = pathsOfText(m_database->text());
        options.database = typed.paths.empty() ? std::filesystem::path() : typed.paths.front();
    }
    options.shared = m_shared->isChecked() && takes(kind(), {.shared = true});
    options.keep = m_keep->isChecked() && takes(kind(), {.keep = true});
    return options;
}

} // namespace Lockscope::Ui
