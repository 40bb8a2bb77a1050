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
        <source>&amp;Break the %n that are safe</source>
        <translation>
            <numerusform>&amp;Break the %n that is safe</numerusform>
            <numerusform>&amp;Break the %n that are safe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lockscope::Ui::Notifier</name>
    <message numerus="yes">
        <source>%n lock(s) were left behind.</source>
        <translation>
            <numerusform>%n lock was left behind.</numerusform>
            <numerusform>%n locks were left behind.</numerusform>
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
        <source>%n left behind</source>
        <translation>
            <numerusform>%n left behind</numerusform>
            <numerusform>%n left behind</numerusform>
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
