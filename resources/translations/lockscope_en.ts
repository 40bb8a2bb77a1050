<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: The Lockscope authors -->
<!-- SPDX-License-Identifier: MIT -->
<TS version="2.1" language="en" sourcelanguage="en">
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
</TS>
