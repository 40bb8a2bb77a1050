// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/formats/describedialog.h"

#include "ui/formats/contentmarker.h"
#include "ui/formats/formatcatalogue.h"
#include "ui/model/locktablemodel.h"
#include "ui/text/plaintext.h"
#include "ui/widgets/factstable.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/theme.h"

#include <lockscope/displaytext.h>
#include <lockscope/wording.h>

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSplitter>
#include <QSysInfo>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

/// More than a person checks by eye.
constexpr std::size_t MaxCandidates = 200;

QStringList splitList(const QString &text)
{
    QStringList parts;
    for (const auto &part : text.split(u',')) {
        if (const auto trimmed = part.trimmed(); !trimmed.isEmpty())
            parts += trimmed;
    }
    return parts;
}

/// As in a format file: * stands for any characters, ? for one.
QRegularExpression expressionOf(const QStringList &globs)
{
    QStringList expressions;
    for (const auto &glob : globs)
        expressions += QRegularExpression::escape(glob)
                           .replace(QLatin1String("\\*"), QLatin1String(".*"))
                           .replace(QLatin1String("\\?"), QLatin1String("."));
    return QRegularExpression(QRegularExpression::anchoredPattern(expressions.join(u'|')),
                              QRegularExpression::DotMatchesEverythingOption);
}

bool hasPid(const FormatDraft &draft)
{
    return std::ranges::find(draft.fields, DraftField::Meaning::Pid, &DraftField::meaning) != draft.fields.end();
}

} // namespace

DescribeDialog::DescribeDialog(FormatCatalogue &catalogue, const LockTableModel &locks, const LockReport &example,
                               QWidget *parent)
    : QDialog(parent)
    , m_catalogue(catalogue)
    , m_locks(locks)
    , m_draft(draftFor(example, QSysInfo::machineHostName().toStdString()))
    , m_title(new QLineEdit)
    , m_program(new QLineEdit)
    , m_names(new QLineEdit)
    , m_heldBy(new QComboBox)
    , m_content(new ContentMarker)
    , m_summary(newPlainLabel(QStringLiteral("describeSummary")))
    , m_matches(new FactsTable({tr("Lock"), tr("Result"), tr("Folder")}))
    , m_entry(new QPlainTextEdit)
    , m_problem(newPlainLabel(QStringLiteral("describeProblem")))
    , m_save(new QPushButton(tr("&Save")))
{
    setObjectName(QStringLiteral("describeDialog"));
    setWindowTitle(tr("Describe a lock format"));
    auto *sides = new QSplitter(Qt::Vertical);
    sides->addWidget(newForm());
    sides->addWidget(newPreview());
    sides->setStretchFactor(0, 3);
    sides->setStretchFactor(1, 2);
    sides->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(sides, 1);
    layout->addWidget(newButtons());
    resize(QSize(720, 660).boundedTo(screen()->availableSize() * 9 / 10));

    m_timer.setSingleShot(true);
    m_timer.setInterval(std::chrono::milliseconds(150));
    connect(&m_timer, &QTimer::timeout, this, &DescribeDialog::tryOut);
    for (auto *line : {m_title, m_program, m_names})
        connect(line, &QLineEdit::textChanged, this, &DescribeDialog::changed);
    connect(m_heldBy, &QComboBox::currentIndexChanged, this, &DescribeDialog::changed);
    connect(m_content, &ContentMarker::fieldsChanged, this, &DescribeDialog::changed);
    m_title->setFocus();
    m_title->selectAll();
    changed();
}

QWidget *DescribeDialog::newForm()
{
    m_title->setObjectName(QStringLiteral("describeTitle"));
    m_title->setText(tr("%1 lock", "title of a format").arg(m_draft.title));
    m_program->setObjectName(QStringLiteral("describeProgram"));
    m_program->setPlaceholderText(tr("optional, as shown by ps"));
    m_names->setObjectName(QStringLiteral("describeNames"));
    m_names->setText(m_draft.names.join(QLatin1String(", ")));
    m_names->setToolTip(tr("* stands for any characters, ? for one character. Separate several patterns by commas."));
    m_heldBy->setObjectName(QStringLiteral("describeHeldBy"));
    m_heldBy->addItem(tr("while the marked process is running"), static_cast<int>(FormatDraft::HeldBy::Process));
    m_heldBy->addItem(tr("while a process has a kernel lock on it"), static_cast<int>(FormatDraft::HeldBy::KernelLock));
    m_heldBy->addItem(tr("while it exists"), static_cast<int>(FormatDraft::HeldBy::Existence));
    m_heldBy->setCurrentIndex(m_heldBy->findData(static_cast<int>(m_draft.heldBy)));
    m_content->setContent(m_draft.text().substr(0, MaxDraftText), m_draft.fields);

    auto *form = new QWidget;
    auto *rows = new QFormLayout(form);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    auto *path = newPlainLabel(QStringLiteral("describePath"));
    path->setText(displayText(m_draft.example.path));
    rows->addRow(tr("Example:"), path);
    rows->addRow(tr("&Title:"), m_title);
    rows->addRow(tr("P&rogram:"), m_program);
    rows->addRow(tr("&Name pattern:"), m_names);
    rows->addRow(tr("He&ld:"), m_heldBy);
    if (!m_draft.text().empty())
        rows->addRow(m_draft.example.inodeType == LockReport::InodeType::Symlink ? tr("Tar&get:") : tr("&Content:"),
                     m_content);
    return form;
}

QWidget *DescribeDialog::newPreview()
{
    m_matches->setObjectName(QStringLiteral("describeMatches"));
    m_matches->setAccessibleName(tr("Locks with such a name"));
    m_entry->setObjectName(QStringLiteral("describeEntry"));
    m_entry->setAccessibleName(tr("Format file"));
    m_entry->setReadOnly(true);
    m_entry->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_entry->setTabChangesFocus(true);
    m_entry->setFrameShape(QFrame::NoFrame);
    m_entry->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

    auto *matches = new QWidget;
    auto *layout = new QVBoxLayout(matches);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(m_matches, 1);
    auto *pages = new QTabWidget;
    pages->setObjectName(QStringLiteral("describePages"));
    pages->setDocumentMode(true);
    pages->addTab(matches, tr("Matching locks"));
    pages->addTab(m_entry, tr("Format file"));
    return pages;
}

QWidget *DescribeDialog::newButtons()
{
    m_save->setObjectName(QStringLiteral("describeSave"));
    m_save->setDefault(true);
    if (const auto directory = FormatCatalogue::userDirectory(); !directory.empty())
        m_save->setToolTip(plainToolTip(tr("Save to %1").arg(displayText(directory))));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &DescribeDialog::save);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, accentColour(Accent::Stale, colours));
    m_problem->setPalette(colours);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_problem, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_save);
    return row;
}

FormatDraft DescribeDialog::draft() const
{
    auto draft = m_draft;
    draft.title = m_title->text().simplified();
    draft.id = freeFormatId(draft.title);
    draft.programs = splitList(m_program->text());
    draft.names = splitList(m_names->text());
    draft.heldBy = static_cast<FormatDraft::HeldBy>(m_heldBy->currentData().toInt());
    draft.fields = m_content->fields();
    return draft;
}

std::vector<LockReport> DescribeDialog::candidates(const FormatDraft &draft, std::size_t &named) const
{
    std::vector<LockReport> reports{draft.example};
    const auto expression = expressionOf(draft.names);
    for (int row = 0; row < m_locks.rowCount(); ++row) {
        const auto &lock = m_locks.lockInSlot(m_locks.slotAt(row));
        if (lock.isDatabaseRow() || !expression.match(lock.name).hasMatch())
            continue;
        ++named;
        if (reports.size() < MaxCandidates && lock.key != draft.example.key())
            reports.push_back(lock.report());
    }
    return reports;
}

void DescribeDialog::changed()
{
    ++m_change;
    m_save->setEnabled(false);
    m_timer.start();
}

void DescribeDialog::tryOut()
{
    const auto tried = draft();
    if (tried.title.isEmpty() || tried.names.isEmpty()) {
        m_entry->clear();
        m_matches->setRows({});
        m_summary->clear();
        showProblem(tried.title.isEmpty() ? tr("Enter a title.") : tr("Enter a pattern for the name."));
        return;
    }
    const auto toml = tried.toml();
    m_entry->setPlainText(QString::fromStdString(toml));
    std::size_t named = 0;
    auto reports = candidates(tried, named);
    m_pool.ask(
        *this,
        [toml, reports = std::move(reports), named] {
            return Trial{.trial = tryFormats(toml, reports), .reports = reports, .named = named};
        },
        [this, change = m_change](const Trial &trial) {
            if (change == m_change && !m_isSaving)
                show(trial);
        });
}

void DescribeDialog::show(const Trial &trial)
{
    std::vector<FactsTable::Row> rows;
    int matching = 0;
    for (std::size_t i = 0; i < trial.trial.mismatches.size(); ++i) {
        const auto &report = trial.reports[i];
        const auto &mismatch = trial.trial.mismatches[i];
        const bool matches = mismatch.empty();
        matching += matches ? 1 : 0;
        rows.push_back({.texts = {displayText(report.path.filename()),
                                  matches ? tr("Recognised") : tr("No: %1").arg(text(Phrase{mismatch})),
                                  displayText(report.path.parent_path())},
                        .icon = glyphIcon(matches ? Glyph::Free : Glyph::Close)});
    }
    m_matches->setRows(rows);
    const bool matchesExample = !trial.trial.mismatches.empty() && trial.trial.mismatches.front().empty();
    m_summary->setText(tr("The format would recognise %n of the locks in the window.", nullptr, matching));
    const auto tried = draft();
    QString problem;
    if (!trial.trial.problems.empty())
        problem = tr("The format cannot be used: %1.").arg(text(Phrase{trial.trial.problems.front().message}));
    else if (!matchesExample)
        problem = tr("The format does not match the example.");
    else if (tried.heldBy == FormatDraft::HeldBy::Process && !hasPid(tried))
        problem = tr("Mark the PID in the content, or choose another way in which the lock is held.");
    showProblem(problem);
    m_save->setEnabled(problem.isEmpty());
}

void DescribeDialog::showProblem(const QString &problem)
{
    m_problem->setText(problem);
}

void DescribeDialog::save()
{
    const auto saving = draft();
    m_isSaving = true;
    m_save->setEnabled(false);
    m_catalogue.save(saving.id, saving.toml(),
                     [dialog = QPointer<DescribeDialog>(this), title = saving.title](const std::filesystem::path &file,
                                                                                     const QString &error) {
                         if (!dialog)
                             return;
                         dialog->m_isSaving = false;
                         dialog->m_save->setEnabled(!error.isEmpty());
                         dialog->showProblem(error);
                         if (!error.isEmpty())
                             return;
                         Q_EMIT dialog->saved(title, file);
                         dialog->accept();
                     });
}

} // namespace Lockscope::Ui
