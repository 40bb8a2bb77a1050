// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include "ui/sources/sourcespanel.h"

#include "ui/text/plaintext.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/tablestyle.h"

#include <lockscope/displaytext.h>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <algorithm>
#include <utility>

namespace Lockscope::Ui {

namespace {

enum Column
{
    NameColumn,
    CountColumn,
};

/// The index of an item in Sources::all(); none for "All locks", the titles and the row of single files.
constexpr int IndexRole = Qt::UserRole;
constexpr int NoIndex = -1;
constexpr int FilesIndex = -2;

/// This many single files are folded into one row.
constexpr std::ptrdiff_t LeastFolded = 3;

bool isSingleFile(const Source &source)
{
    return source.isFile && !source.isWellKnown && !source.isKernel();
}

QTreeWidgetItem *newTitle(QTreeWidget &tree, const QString &text)
{
    auto *title = new QTreeWidgetItem(&tree, {text});
    title->setData(NameColumn, IndexRole, NoIndex);
    title->setFlags(Qt::ItemIsEnabled);
    auto font = title->font(NameColumn);
    font.setBold(true);
    title->setFont(NameColumn, font);
    title->setFirstColumnSpanned(true);
    title->setExpanded(true);
    return title;
}

Glyph glyphOf(const Source &source)
{
    if (source.isKernel())
        return Glyph::Host;
    if (source.where() != LockAddress::Where::Here) {
        const auto kind = source.remote ? source.remote->kind : RemoteState::Kind::Connecting;
        return kind == RemoteState::Kind::Live         ? Glyph::Host
               : kind == RemoteState::Kind::Connecting ? Glyph::Waiting
               : kind == RemoteState::Kind::Absent     ? Glyph::Absent
                                                       : Glyph::Stale;
    }
    const auto state = source.state ? source.state->state : WatchedPlace::State::Searching;
    switch (state) {
    case WatchedPlace::State::NotAnswering:
    case WatchedPlace::State::NoPermission:
        return Glyph::Stale;
    case WatchedPlace::State::Absent:
        return Glyph::Absent;
    case WatchedPlace::State::Searching:
    case WatchedPlace::State::Live:
    case WatchedPlace::State::Polling:
        break;
    }
    return Glyph::OpenDirectory;
}

QString nameOf(const Source &source)
{
    return source.isKernel() ? SourcesPanel::tr("Kernel locks") : displayText(source.path);
}

QString stateOf(const Source &source)
{
    if (!source.isWatched)
        return SourcesPanel::tr("Not watched");
    if (source.isKernel())
        return SourcesPanel::tr("The kernel's lock table is polled");
    if (source.remote)
        return source.remote->text();
    return source.state ? source.state->text() : SourcesPanel::tr("Watched");
}

QToolButton *newToolButton(const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

SourcesPanel::SourcesPanel(Sources &sources, const QList<QAction *> &addActions, QWidget *parent)
    : QWidget(parent)
    , m_sources(sources)
    , m_tree(new QTreeWidget)
    , m_pathBox(new QLineEdit)
    , m_problem(new QLabel)
    , m_remove(new QAction(tr("&Stop watching"), this))
{
    setObjectName(QStringLiteral("sourcesPanel"));
    applyTableLook(*m_tree, *m_tree->header());
    m_tree->setObjectName(QStringLiteral("sourcesTree"));
    m_tree->setAccessibleName(tr("Sources"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setAlternatingRowColors(false);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(10);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(CountColumn, QHeaderView::ResizeToContents);
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);

    m_remove->setObjectName(QStringLiteral("removeSource"));
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_remove->setIcon(glyphIcon(Glyph::Close));
    m_remove->setToolTip(tr("Stop watching the selected places"));
    m_remove->setEnabled(false);
    m_tree->addAction(m_remove);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(newHead(addActions));
    layout->addWidget(m_tree, 1);
    layout->addWidget(newPathBox());

    connect(m_remove, &QAction::triggered, this, &SourcesPanel::removeSelected);
    connect(m_tree, &QTreeWidget::itemChanged, this, &SourcesPanel::noteChecked);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &SourcesPanel::noteCurrent);
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &SourcesPanel::noteCurrent);
    connect(m_tree, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        m_isUnfolded = m_isUnfolded || item->data(NameColumn, IndexRole).toInt() == FilesIndex;
    });
    connect(m_tree, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem *item) {
        m_isUnfolded = m_isUnfolded && item->data(NameColumn, IndexRole).toInt() != FilesIndex;
    });
    connect(&sources, &Sources::changed, this, &SourcesPanel::refill);
    connect(&sources, &Sources::counted, this, &SourcesPanel::refresh);
    refill();
}

void SourcesPanel::showEverything()
{
    m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

void SourcesPanel::showSource(const std::filesystem::path &path)
{
    for (QTreeWidgetItemIterator item(m_tree); *item; ++item) {
        const auto *source = sourceOf(*item);
        if (source && !source->isKernel() && source->path == path)
            m_tree->setCurrentItem(*item);
    }
}

void SourcesPanel::focusPathBox()
{
    m_pathBox->setFocus(Qt::ShortcutFocusReason);
    m_pathBox->selectAll();
}

QWidget *SourcesPanel::newHead(const QList<QAction *> &addActions)
{
    auto *title = new QLabel(tr("Sources"));
    auto *add = newToolButton(QStringLiteral("addSource"));
    add->setText(tr("Add"));
    add->setToolTip(tr("Watch another file or folder"));
    add->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(add);
    menu->addActions(addActions);
    add->setMenu(menu);
    auto *remove = newToolButton(QStringLiteral("removeSourceButton"));
    remove->setDefaultAction(m_remove);
    remove->setToolButtonStyle(Qt::ToolButtonIconOnly);
    remove->setAccessibleName(tr("Stop watching the selected places"));

    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(10, 5, 4, 5);
    row->setSpacing(2);
    row->addWidget(title, 1);
    row->addWidget(add);
    row->addWidget(remove);
    return head;
}

QWidget *SourcesPanel::newPathBox()
{
    m_pathBox->setObjectName(QStringLiteral("pathBox"));
    m_pathBox->setPlaceholderText(tr("Paste a path to watch"));
    m_pathBox->setAccessibleName(tr("Path to watch"));
    m_pathBox->setToolTip(
        tr("An absolute path, with or without quotes, a file: URL, ssh://HOST/PATH or etcd://HOST:PORT/NAME. "
           "Press Enter to add it."));
    m_pathBox->setClearButtonEnabled(true);
    connect(m_pathBox, &QLineEdit::returnPressed, this, &SourcesPanel::addTypedPath);
    connect(m_pathBox, &QLineEdit::textEdited, this, [this] { say({}); });
    m_problem->setObjectName(QStringLiteral("pathProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(4);
    column->addWidget(m_problem);
    column->addWidget(m_pathBox);
    return box;
}

void SourcesPanel::refill()
{
    m_isFilling = true;
    m_tree->clear();
    auto *everything = new QTreeWidgetItem(m_tree, {tr("All locks")});
    everything->setData(NameColumn, IndexRole, NoIndex);
    QTreeWidgetItem *current = everything;
    QTreeWidgetItem *host = nullptr;
    QTreeWidgetItem *chosen = nullptr;
    QTreeWidgetItem *remote = nullptr;
    QTreeWidgetItem *wellKnown = nullptr;
    QTreeWidgetItem *files = nullptr;
    const bool areFolded = std::ranges::count_if(m_sources.all(), isSingleFile) >= LeastFolded;
    int index = 0;
    for (const auto &source : m_sources.all()) {
        const bool isRemote = source.where() != LockAddress::Where::Here;
        auto *&title = source.isKernel() ? host : source.isWellKnown ? wellKnown : isRemote ? remote : chosen;
        if (!title)
            title = newTitle(*m_tree, source.isKernel()    ? tr("This host")
                                      : source.isWellKnown ? tr("Folders of known programs")
                                      : isRemote           ? tr("Other hosts and servers")
                                                           : tr("Watched"));
        auto *parent = title;
        if (areFolded && isSingleFile(source)) {
            if (!files) {
                files = new QTreeWidgetItem(title);
                files->setData(NameColumn, IndexRole, FilesIndex);
                files->setIcon(NameColumn, glyphIcon(Glyph::OpenFile));
                if (m_scope.kind == Scope::Kind::AnyOf)
                    current = files;
            }
            parent = files;
        }
        auto *item = new QTreeWidgetItem(parent);
        item->setData(NameColumn, IndexRole, index++);
        show(*item, source);
        const bool isScope = source.isKernel() ? m_scope.kind == Scope::Kind::KernelLocks
                                               : m_scope.kind == Scope::Kind::Below && m_scope.top == source.path;
        if (isScope)
            current = item;
    }
    m_tree->expandAll();
    if (files) {
        showFiles(*files);
        files->setExpanded(m_isUnfolded || current->parent() == files);
    }
    m_tree->setCurrentItem(current);
    m_isFilling = false;
    noteCurrent();
}

void SourcesPanel::refresh()
{
    m_isFilling = true;
    for (QTreeWidgetItemIterator item(m_tree); *item; ++item) {
        if (const auto *source = sourceOf(*item))
            show(**item, *source);
        else if ((*item)->data(NameColumn, IndexRole).toInt() == FilesIndex)
            showFiles(**item);
    }
    m_isFilling = false;
}

/// The row of single files, with their number and the locks at all of them.
void SourcesPanel::showFiles(QTreeWidgetItem &item)
{
    SourceCounts counts;
    for (int i = 0; i < item.childCount(); ++i) {
        if (const auto *source = sourceOf(item.child(i))) {
            counts.locks += source->counts.locks;
            counts.stale += source->counts.stale;
        }
    }
    const auto name = tr("%n single file(s)", nullptr, item.childCount());
    item.setText(NameColumn, name);
    item.setText(CountColumn, QLocale().toString(static_cast<qulonglong>(counts.locks)));
    item.setTextAlignment(CountColumn, Qt::AlignRight | Qt::AlignVCenter);
    item.setIcon(CountColumn, counts.stale > 0 ? glyphIcon(Glyph::Stale) : QIcon());
    const auto locks = tr("%n lock(s)", nullptr, static_cast<int>(counts.locks));
    item.setToolTip(NameColumn, plainToolTip(name + u'\n' + locks));
    item.setData(NameColumn, Qt::AccessibleTextRole, QString(name + QLatin1String(", ") + locks));
}

void SourcesPanel::show(QTreeWidgetItem &item, const Source &source)
{
    const auto name = nameOf(source);
    item.setText(NameColumn, name);
    item.setIcon(NameColumn, glyphIcon(glyphOf(source)));
    if (source.isKernel() || source.isWellKnown)
        item.setCheckState(NameColumn, source.isWatched ? Qt::Checked : Qt::Unchecked);
    const auto count = source.isWatched ? QLocale().toString(static_cast<qulonglong>(source.counts.locks)) : QString();
    item.setText(CountColumn, count);
    item.setFirstColumnSpanned(count.isEmpty()); // the name uses the space that the number does not need
    item.setTextAlignment(CountColumn, Qt::AlignRight | Qt::AlignVCenter);
    item.setIcon(CountColumn, source.counts.stale > 0 ? glyphIcon(Glyph::Stale) : QIcon());

    auto state = stateOf(source);
    if (source.isWatched)
        state += u'\n' + tr("%n lock(s)", nullptr, static_cast<int>(source.counts.locks));
    if (source.counts.stale > 0)
        state += u'\n' + tr("%n stale", nullptr, static_cast<int>(source.counts.stale));
    item.setToolTip(NameColumn, plainToolTip(name + u'\n' + state));
    item.setToolTip(CountColumn, item.toolTip(NameColumn));
    item.setData(NameColumn, Qt::AccessibleTextRole, QString(name + QLatin1String(", ") + state).replace(u'\n', u','));
    item.setData(NameColumn, Qt::ForegroundRole,
                 source.isWatched ? QVariant() : QVariant(palette().brush(QPalette::PlaceholderText)));
}

void SourcesPanel::noteChecked(QTreeWidgetItem *item)
{
    const auto *source = m_isFilling ? nullptr : sourceOf(item);
    if (!source || (!source->isKernel() && !source->isWellKnown))
        return;
    // By value and later, because the change creates all items again, including this one.
    QMetaObject::invokeMethod(
        this,
        [this, path = source->path, isChecked = item->checkState(NameColumn) == Qt::Checked] {
            m_sources.setWatched(path, isChecked);
        },
        Qt::QueuedConnection);
}

void SourcesPanel::noteCurrent()
{
    if (m_isFilling)
        return;
    m_remove->setEnabled(!selected().empty());
    auto scope = scopeOf(m_tree->currentItem());
    if (scope == m_scope)
        return;
    m_scope = std::move(scope);
    Q_EMIT scopeChanged(m_scope);
}

Scope SourcesPanel::scopeOf(QTreeWidgetItem *item) const
{
    Scope scope;
    if (const auto *source = sourceOf(item); source && source->isWatched) {
        scope.kind = source->isKernel() ? Scope::Kind::KernelLocks : Scope::Kind::Below;
        scope.top = source->path;
    } else if (item && item->data(NameColumn, IndexRole).toInt() == FilesIndex) {
        scope.kind = Scope::Kind::AnyOf;
        for (int i = 0; i < item->childCount(); ++i) {
            if (const auto *file = sourceOf(item->child(i)))
                scope.paths.push_back(file->path);
        }
        std::ranges::sort(scope.paths);
    }
    return scope;
}

/// The places that can be removed; the row of single files stands for all of them.
std::vector<const Source *> SourcesPanel::selected() const
{
    std::vector<const Source *> sources;
    const auto add = [&](const QTreeWidgetItem *item) {
        const auto *source = sourceOf(item);
        if (source && !source->isKernel() && !source->isWellKnown)
            sources.push_back(source);
    };
    for (const auto *item : m_tree->selectedItems()) {
        add(item);
        for (int i = 0; item->data(NameColumn, IndexRole).toInt() == FilesIndex && i < item->childCount(); ++i)
            add(item->child(i));
    }
    return sources;
}

void SourcesPanel::removeSelected()
{
    Paths paths;
    for (const auto *source : selected())
        paths.push_back(source->path);
    m_sources.remove(paths);
}

void SourcesPanel::addTypedPath()
{
    const auto typed = pathsOfText(m_pathBox->text());
    say(typed.problem);
    if (typed.paths.empty())
        return;
    Q_EMIT pathsTyped(typed.paths);
    if (typed.problem.isEmpty())
        m_pathBox->clear();
}

void SourcesPanel::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

const Source *SourcesPanel::sourceOf(const QTreeWidgetItem *item) const
{
    const auto index = item ? item->data(NameColumn, IndexRole).toInt() : NoIndex;
    if (index < 0 || index >= static_cast<int>(m_sources.all().size()))
        return nullptr;
    return &m_sources.all()[static_cast<std::size_t>(index)];
}

} // namespace Lockscope::Ui
