// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/create/createdialog.h"

#include "ui/create/heldlocks.h"
#include "ui/create/markpreview.h"
#include "ui/sources/pathtext.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QCheckBox>
#include <QComboBox>
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

QLabel *newPlainLabel(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QString previewText(const MarkPreview &preview)
{
    QStringList lines;
    for (const auto &part : preview.parts) {
        lines += displayText(part.path);
        lines += QLatin1String("    ") + part.what;
        if (!part.content.empty())
            lines += QLatin1String("    ") + CreateDialog::tr("“%1”").arg(visibleText(part.content).simplified());
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
    , m_templateName(new QLabel(tr("Con&tent:")))
    , m_template(new QLineEdit)
    , m_databaseName(new QLabel(tr("&Database:")))
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
    m_templateName->setBuddy(m_template);
    m_database->setObjectName(QStringLiteral("createDatabase"));
    m_database->setPlaceholderText(tr("Database shared by all users of the lock"));
    m_databaseName->setBuddy(m_database);
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

    auto *choose = new QPushButton(tr("&Choose…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &CreateDialog::chooseFile);
    auto *pathRow = new QHBoxLayout;
    pathRow->addWidget(m_path, 1);
    pathRow->addWidget(choose);
    auto *waitRow = new QHBoxLayout;
    waitRow->addWidget(m_patience);
    waitRow->addWidget(m_seconds);
    waitRow->addStretch();

    auto *form = new QWidget;
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addRow(m_description);
    rows->addRow(m_caution);
    auto *pathName = new QLabel(tr("&Path:"));
    pathName->setBuddy(m_path);
    rows->addRow(pathName, pathRow);
    rows->addRow(m_templateName, m_template);
    rows->addRow(m_databaseName, m_database);
    rows->addRow(m_shared);
    rows->addRow(m_keep);
    auto *patienceName = new QLabel(tr("&If already held:"));
    patienceName->setBuddy(m_patience);
    rows->addRow(patienceName, waitRow);
    rows->addRow(tr("On disk:"), m_preview);

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

void CreateDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The lock file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setLabelText(QFileDialog::Accept, tr("Choose"));
    connect(dialog, &QFileDialog::fileSelected, this, &CreateDialog::setPath);
    dialog->open();
}

void CreateDialog::showKind()
{
    const auto &kind = lockKinds()[static_cast<std::size_t>(m_kinds->currentRow())];
    const auto takes = [&](const KindOptions &tried) { return makeLock(kind.id, "/x", tried).has_value(); };
    m_description->setText(textOf(kind.system) + QLatin1String(": ") + text(Phrase{std::string(kind.description)}) +
                           u'.');
    m_caution->setText(kind.caution.empty() ? QString()
                                            : tr("Limitation: %1.").arg(text(Phrase{std::string(kind.caution)})));
    m_caution->setVisible(!kind.caution.empty());
    const bool takesTemplate = takes({.contentTemplate = "{pid}"});
    const bool takesDatabase = takes({.database = "/x.db"});
    m_templateName->setVisible(takesTemplate);
    m_template->setVisible(takesTemplate);
    m_databaseName->setVisible(takesDatabase);
    m_database->setVisible(takesDatabase);
    m_shared->setVisible(takes({.shared = true}));
    m_keep->setVisible(takes({.keep = true}));
    showPreview();
}

void CreateDialog::showPreview()
{
    m_seconds->setVisible(m_patience->currentIndex() == WaitSeconds);
    const auto typed = pathsOfText(m_path->text());
    const bool hasPath = typed.paths.size() == 1;
    const std::filesystem::path example(m_path->placeholderText().toStdString());
    const auto preview = previewMark(kind(), hasPath ? path() : example, options());
    m_preview->setText(previewText(preview));
    m_take->setEnabled(hasPath && preview.problem.isEmpty() && !m_waitingFor);
    if (!m_waitingFor)
        answer(preview.problem.isEmpty() ? typed.problem : preview.problem, true);
}

void CreateDialog::take()
{
    setWaiting(true);
    m_waitingFor = m_locks.take(kind(), path(), options());
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

std::string CreateDialog::kind() const
{
    return m_kinds->currentItem()->text().toStdString();
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
    if (!m_template->isHidden())
        options.contentTemplate = m_template->text().toStdString();
    if (!m_database->isHidden()) {
        const auto typed = pathsOfText(m_database->text());
        options.database = typed.paths.empty() ? std::filesystem::path() : typed.paths.front();
    }
    options.shared = !m_shared->isHidden() && m_shared->isChecked();
    options.keep = !m_keep->isHidden() && m_keep->isChecked();
    return options;
}

} // namespace Lockscope::Ui
