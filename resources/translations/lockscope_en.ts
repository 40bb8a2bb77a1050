<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AskDialog</name>
    <message numerus="yes">
        <source>The open files of %n process(es) cannot be read: some may be missing.</source>
        <translation>
            <numerusform>The open files of %n process cannot be read: some may be missing.</numerusform>
            <numerusform>The open files of %n processes cannot be read: some may be missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n process(es) use %1. Until they close it, its file system cannot be unmounted, and its space is not freed even if it is deleted.</source>
        <translation>
            <numerusform>%n process uses %1. Until it closes the file, its file system cannot be unmounted, and its space is not freed even if it is deleted.</numerusform>
            <numerusform>%n processes use %1. Until they close the file, its file system cannot be unmounted, and its space is not freed even if it is deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlockingTree</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AdministratorBar</name>
    <message numerus="yes">
        <source>%n lock(s) of other users are shown without file names.</source>
        <translation>
            <numerusform>%n lock of another user is shown without a file name.</numerusform>
            <numerusform>%n locks of other users are shown without file names.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AnswerCard</name>
    <message numerus="yes">
        <source>%n process(es) waiting</source>
        <translation>
            <numerusform>%n process waiting</numerusform>
            <numerusform>%n processes waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::AskDialog</name>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n lock</numerusform>
            <numerusform>%n locks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BlockingView</name>
    <message numerus="yes">
        <source>Blocks %n process(es)</source>
        <translation>
            <numerusform>Blocks %n process</numerusform>
            <numerusform>Blocks %n processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting process(es) of this program</source>
        <translation>
            <numerusform>%n waiting process of this program</numerusform>
            <numerusform>%n waiting processes of this program</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BreakDialog</name>
    <message numerus="yes">
        <source>Break %n lock(s)</source>
        <translation>
            <numerusform>Break %n lock</numerusform>
            <numerusform>Break %n locks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Break %n safe lock(s)</source>
        <translation>
            <numerusform>&amp;Break %n safe lock</numerusform>
            <numerusform>&amp;Break %n safe locks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::BrokenDialog</name>
    <message numerus="yes">
        <source>%n locks were restored.</source>
        <translation>
            <numerusform>%n lock was restored.</numerusform>
            <numerusform>%n locks were restored.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locks were deleted.</source>
        <translation>
            <numerusform>%n lock was deleted.</numerusform>
            <numerusform>%n locks were deleted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n broken lock(s) permanently?</source>
        <translation>
            <numerusform>Delete %n broken lock permanently?</numerusform>
            <numerusform>Delete %n broken locks permanently?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DeadlockBar</name>
    <message numerus="yes">
        <source>%n more deadlock(s).</source>
        <translation>
            <numerusform>%n more deadlock.</numerusform>
            <numerusform>%n more deadlocks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::DescribeDialog</name>
    <message numerus="yes">
        <source>The format would recognise %n of the locks in the window.</source>
        <translation>
            <numerusform>The format would recognise %n of the locks in the window.</numerusform>
            <numerusform>The format would recognise %n of the locks in the window.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventModel</name>
    <message numerus="yes">
        <source>%n times since %1</source>
        <translation>
            <numerusform>%n time since %1</numerusform>
            <numerusform>%n times since %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::EventsPage</name>
    <message numerus="yes">
        <source>Show %n new event(s)</source>
        <translation>
            <numerusform>Show %n new event</numerusform>
            <numerusform>Show %n new events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::HeldLocks</name>
    <message numerus="yes">
        <source>Holding %n lock(s)</source>
        <translation>
            <numerusform>Holding %n lock</numerusform>
            <numerusform>Holding %n locks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Waiting for %n lock(s)</source>
        <translation>
            <numerusform>Waiting for %n lock</numerusform>
            <numerusform>Waiting for %n locks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::MainWindow</name>
    <message numerus="yes">
        <source>%n lock(s) saved to %1.</source>
        <translation>
            <numerusform>%n lock saved to %1.</numerusform>
            <numerusform>%n locks saved to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Notifier</name>
    <message numerus="yes">
        <source>%n lock(s) became stale.</source>
        <translation>
            <numerusform>%n lock became stale.</numerusform>
            <numerusform>%n locks became stale.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::PlanView</name>
    <message numerus="yes">
        <source>%n companion file(s) are moved with it.</source>
        <translation>
            <numerusform>%n companion file is moved with it.</numerusform>
            <numerusform>%n companion files are moved with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::SourcesPanel</name>
    <message numerus="yes">
        <source>%n lock(s)</source>
        <translation>
            <numerusform>%n lock</numerusform>
            <numerusform>%n locks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stale</source>
        <translation>
            <numerusform>%n stale</numerusform>
            <numerusform>%n stale</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n single file(s)</source>
        <translation>
            <numerusform>%n single file</numerusform>
            <numerusform>%n single files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::TimelinePage</name>
    <message numerus="yes">
        <source>%n lock(s) from %1 to %2</source>
        <translation>
            <numerusform>%n lock from %1 to %2</numerusform>
            <numerusform>%n locks from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::UndoBar</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of locks</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locks were broken: %1.</source>
        <translation>
            <numerusform>%n lock was broken: %1.</numerusform>
            <numerusform>%n locks were broken: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n locks were restored: %1.</source>
        <translation>
            <numerusform>%n lock was restored: %1.</numerusform>
            <numerusform>%n locks were restored: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore all %n</source>
        <comment>locks</comment>
        <translation>
            <numerusform>Restore all %n</numerusform>
            <numerusform>Restore all %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Restore all %n</source>
        <comment>locks</comment>
        <translation>
            <numerusform>&amp;Restore all %n</numerusform>
            <numerusform>&amp;Restore all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message numerus="yes">
        <source>This window holds %n lock(s), or waits for them.</source>
        <translation>
            <numerusform>This window holds %n lock, or waits for it.</numerusform>
            <numerusform>This window holds %n locks, or waits for them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitGraph</name>
    <message numerus="yes">
        <source>and %n more process(es)</source>
        <translation>
            <numerusform>and %n more process</numerusform>
            <numerusform>and %n more processes</numerusform>
        </translation>
    </message>
</context>
</TS>
