// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

#include <lockscope/lockedbydialog.h>

#include "values/whenfinished.h"

#include <lockscope/async.h>
#include <lockscope/displaytext.h>
#include <lockscope/lockwatcher.h>
#include <lockscope/wording.h>

#include <QDialogButtonBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace Lockscope {

namespace {

constexpr int TextCharacters = 60; ///< the width of the dialog

/// Texts from lock files are untrusted.
QString safe(const QString &text)
{
    constexpr std::size_t MostCharacters = 200;
    return displayText(text.toStdString(), MostCharacters);
}

QString ownerText(const QString &document, const DocumentOwner &owner)
{
    const auto user = safe(owner.user);
    const auto host = safe(owner.host);
    const auto program = safe(owner.program);
    if (program.isEmpty())
        return LockedByDialog::tr("“%1” is locked by another program.").arg(document);
    if (!user.isEmpty() && !host.isEmpty())
        return LockedByDialog::tr("%1 has “%2” open in %3 on host %4.").arg(user, document, program, host);
    if (!user.isEmpty())
        return LockedByDialog::tr("%1 has “%2” open in %3.").arg(user, document, program);
    if (!host.isEmpty())
        return LockedByDialog::tr("“%1” is open in %2 on host %3.").arg(document, program, host);
    return LockedByDialog::tr("“%1” is open in %2.").arg(document, program);
}

QLabel *newLabel(const char *name)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

class LockedByDialog::Private
{
public:
    Private(LockedByDialog *dialog, const std::filesystem::path &document, DocumentOwner of)
        : q(dialog)
        , name(displayText(document.filename()))
        , owner(std::move(of))
    {}

    void build();
    void watch();
    void show();
    void update(const LockReport &report);
    void setFree();
    void setWaiting(bool waits);
    void requestBreak();
    void decide(const Result<BreakPlan> &planned);
    void execute(const BreakPlan &plan, Breaker::Force force);
    void fail(const QString &message);
    bool mayBreak() const;
    bool isStale() const { return owner.report.breakPermission == LockReport::BreakPermission::Safe; }

    LockedByDialog *q;
    QString name;
    DocumentOwner owner;
    Breaker breaker;
    std::optional<BreakPlan> plan; ///< waits for the confirmation
    bool isFree = false;
    bool isWaiting = false;
    bool isBusy = false;

    LockWatcher *watcher = nullptr;
    QLabel *sentence = newLabel("lockedBySentence");
    QLabel *since = newLabel("lockedBySince");
    QLabel *verdict = newLabel("lockedByVerdict");
    QLabel *confirmation = newLabel("lockedByConfirmation");
    QLineEdit *typed = new QLineEdit;
    QLabel *status = newLabel("lockedByStatus");
    QPushButton *readOnlyButton = new QPushButton(LockedByDialog::tr("Open &Read-Only"));
    QPushButton *waitButton = new QPushButton;
    QPushButton *breakButton = new QPushButton;
};

void LockedByDialog::Private::build()
{
    q->setObjectName(QStringLiteral("lockedByDialog"));
    q->setWindowTitle(tr("Document in Use"));
    auto font = sentence->font();
    font.setBold(true);
    sentence->setFont(font);
    typed->setObjectName(QStringLiteral("lockedByTypedName"));
    confirmation->setText(tr("The other program is not notified, and the program that saves last overwrites the "
                             "changes of the other one. To break the lock anyway, type the name of the document: %1")
                              .arg(name));
    typed->setAccessibleName(confirmation->text());
    confirmation->hide();
    typed->hide();

    auto *buttons = new QDialogButtonBox;
    readOnlyButton->setObjectName(QStringLiteral("lockedByReadOnly"));
    waitButton->setObjectName(QStringLiteral("lockedByWait"));
    breakButton->setObjectName(QStringLiteral("lockedByBreak"));
    buttons->addButton(readOnlyButton, QDialogButtonBox::ActionRole);
    buttons->addButton(waitButton, QDialogButtonBox::ActionRole);
    buttons->addButton(breakButton, QDialogButtonBox::DestructiveRole);
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    for (auto *button : {waitButton, breakButton, cancel})
        button->setAutoDefault(false);
    // Pressing Enter without reading is harmless.
    readOnlyButton->setDefault(true);

    auto *layout = new QVBoxLayout(q);
    for (QWidget *widget : std::initializer_list<QWidget *>{sentence, since, verdict, confirmation, typed, status})
        layout->addWidget(widget);
    layout->addStretch();
    layout->addWidget(buttons);
    q->setMinimumWidth(q->fontMetrics().averageCharWidth() * TextCharacters);

    QObject::connect(readOnlyButton, &QPushButton::clicked, q,
                     [this] { q->done(static_cast<int>(Choice::OpenReadOnly)); });
    QObject::connect(waitButton, &QPushButton::clicked, q, [this] {
        if (isFree)
            q->accept();
        else
            setWaiting(!isWaiting);
    });
    QObject::connect(breakButton, &QPushButton::clicked, q, [this] { requestBreak(); });
    QObject::connect(cancel, &QPushButton::clicked, q, &QDialog::reject);
    QObject::connect(typed, &QLineEdit::textChanged, q, [this] { show(); });
}

void LockedByDialog::Private::watch()
{
    const auto key = owner.report.key();
    watcher = new LockWatcher(q);
    watcher->setKernelPolling(false); // a lock file of a document is removed or closed on release
    QObject::connect(watcher, &LockWatcher::updated, q, [this, key](const std::vector<LockReport> &reports) {
        const auto found = std::ranges::find(reports, key, &LockReport::key);
        if (found != reports.end())
            update(*found);
    });
    QObject::connect(watcher, &LockWatcher::removed, q, [this, key](const std::vector<std::string> &keys) {
        if (std::ranges::find(keys, key) != keys.end())
            setFree();
    });
    // It was removed before the watch began.
    QObject::connect(watcher, &LockWatcher::placeChanged, q, [this](const WatchedPlace &place) {
        if (place.state == WatchedPlace::State::Absent)
            setFree();
    });
    watcher->watch({.paths = {owner.report.path}});
}

void LockedByDialog::Private::show()
{
    sentence->setText(isFree ? tr("“%1” is no longer locked.").arg(name) : ownerText(name, owner));
    const auto time = owner.sinceTime();
    since->setText(tr("Open since %1.").arg(QLocale().toString(time, QLocale::ShortFormat)));
    since->setVisible(time.isValid() && !isFree);
    verdict->setText(text(owner.report.verdict));
    verdict->setVisible(!isFree);
    status->setVisible(!status->text().isEmpty());

    waitButton->setText(isFree      ? tr("&Open for Editing")
                        : isWaiting ? tr("Stop &Waiting")
                                    : tr("&Wait Until It Is Free"));
    waitButton->setEnabled(!isBusy);
    const bool confirms = plan && !isFree;
    confirmation->setVisible(confirms);
    typed->setVisible(confirms);
    breakButton->setText(isStale() ? tr("&Break Lock") : confirms ? tr("&Break Anyway") : tr("&Break Lock…"));
    breakButton->setEnabled(mayBreak() && !isBusy && (!confirms || typed->text() == name));
    const auto &refused = owner.report.breakRefused;
    breakButton->setToolTip(refused && !mayBreak() ? text(*refused).toHtmlEscaped() : QString());
}

bool LockedByDialog::Private::mayBreak() const
{
    const auto permission = owner.report.breakPermission;
    return !isFree &&
           (permission == LockReport::BreakPermission::Safe || permission == LockReport::BreakPermission::WithForce);
}

/// A plan is for one state of the lock.
void LockedByDialog::Private::update(const LockReport &report)
{
    if (report.verdict.state == Verdict::State::Absent || report.verdict.state == Verdict::State::Free)
        return setFree();
    const auto &before = owner.report;
    if (report.inode != before.inode || report.content != before.content ||
        report.breakPermission != before.breakPermission)
        plan.reset();
    isFree = false;
    owner = DocumentOwner::of(report);
    show();
}

void LockedByDialog::Private::setFree()
{
    // The break of this dialog reports its own result.
    if (isBusy || isFree)
        return;
    isFree = true;
    if (isWaiting)
        q->accept();
    else
        show();
}

void LockedByDialog::Private::setWaiting(bool waits)
{
    isWaiting = waits;
    status->setText(waits ? tr("Waiting until the document is free…") : QString());
    show();
}

void LockedByDialog::Private::requestBreak()
{
    if (plan)
        return execute(*plan, Breaker::Force::Yes);
    isBusy = true;
    status->setText(tr("Inspecting the lock…"));
    show();
    whenFinished(q, planAsync(breaker, owner.report), [this](const Result<BreakPlan> &planned) { decide(planned); });
}

void LockedByDialog::Private::decide(const Result<BreakPlan> &planned)
{
    if (!planned)
        return fail(text(planned.error()));
    if (planned->missingPermission)
        return fail(text(*planned->missingPermission));
    if (planned->isSafe())
        return execute(*planned, Breaker::Force::No);
    if (planned->permission != BreakPlan::Permission::WithForce)
        return fail(planned->refusalText());
    plan = *planned;
    isBusy = false;
    typed->clear();
    status->clear();
    show();
    typed->setFocus();
}

void LockedByDialog::Private::execute(const BreakPlan &wanted, Breaker::Force force)
{
    isBusy = true;
    show();
    whenFinished(q, executeAsync(breaker, wanted, force), [this](const Result<BrokenLock> &broken) {
        if (broken)
            q->done(static_cast<int>(Choice::Broken));
        else
            fail(text(broken.error()));
    });
}

/// Also shows the state that the lock has now.
void LockedByDialog::Private::fail(const QString &message)
{
    isBusy = false;
    plan.reset();
    status->setText(message);
    show();
    watcher->refresh();
}

LockedByDialog::LockedByDialog(const std::filesystem::path &document, const DocumentOwner &owner, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, document, owner))
{
    d->build();
    d->show();
    d->watch();
}

LockedByDialog::~LockedByDialog() = default;

const DocumentOwner &LockedByDialog::owner() const
{
    return d->owner;
}

/// The dialog grows with its text, so that no sentence is cut off.
bool LockedByDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        if (const int least = layout()->minimumHeightForWidth(width()); height() < least)
            resize(width(), least);
    }
    return isHandled;
}

void LockedByDialog::setBreaker(const Breaker &breaker)
{
    d->breaker = breaker;
}

} // namespace Lockscope
