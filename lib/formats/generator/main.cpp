// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT

// generate-catalogue OUTPUT TEXTS FILE...
//
// Runs during the build: converts the TOML files of the catalogue to C++ that needs neither parsing nor memory at run
// time. An error in an entry stops the build, and is printed with its file and line.

#include "formats/entryreader.h"
#include "formats/entrywords.h"
#include "formats/pattern.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace {

using namespace Lockscope;

std::string quoted(std::string_view text)
{
    std::string literal = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\' || c == '?') {
            literal += '\\';
            literal += c;
        } else if (byte >= 0x20 && byte < 0x7f) {
            literal += c;
        } else {
            // Three digits, so that a following digit is not parsed as part of the escape.
            for (const unsigned shift : {6U, 3U, 0U})
                literal += shift == 6U ? std::string{'\\', static_cast<char>('0' + (byte >> shift & 7U))}
                                       : std::string{static_cast<char>('0' + (byte >> shift & 7U))};
        }
    }
    return literal + "\"sv";
}

/// Writes C++: each value gets a numbered name, and is defined before the values that refer to it.
class Writer
{
public:
    explicit Writer(std::ostream &out)
        : m_out(out)
    {}

    std::string list(std::span<const std::string_view> texts)
    {
        if (texts.empty())
            return "{}";
        const auto name = next("list");
        m_out << "constexpr std::string_view " << name << "[] = {";
        for (const auto text : texts)
            m_out << quoted(text) << ", ";
        m_out << "};\n";
        return name;
    }

    std::string places(std::span<const EntryPlace> places)
    {
        if (places.empty())
            return "{}";
        const auto name = next("places");
        m_out << "constexpr EntryPlace " << name << "[] = {";
        for (const auto &place : places)
            m_out << "{static_cast<EntryField>(" << static_cast<int>(place.field) << "), " << quoted(place.at) << ", "
                  << place.optional << "}, ";
        m_out << "};\n";
        return name;
    }

    std::string rules(std::span<const EntryRule> rules)
    {
        if (rules.empty())
            return "{}";
        std::vector<std::string> names;
        for (const auto &rule : rules)
            names.push_back(function(rule));
        return array("EntryRule", names);
    }

    std::string samples(std::span<const EntrySample> samples)
    {
        if (samples.empty())
            return "{}";
        std::vector<std::string> names;
        for (const auto &sample : samples)
            names.push_back(function(sample));
        return array("EntrySample", names);
    }

    std::string function(const FormatEntry &entry)
    {
        const auto programs = list(entry.programs);
        const auto places = list(entry.places);
        const auto ruleList = rules(entry.rules);
        const auto sampleList = samples(entry.samples);
        const auto name = begin("FormatEntry");
        set("id", entry.id);
        set("title", entry.title);
        assign("programs", programs);
        assign("places", places);
        set("reference", entry.reference);
        set("detector", entry.detector);
        assign("rules", ruleList);
        assign("samples", sampleList);
        set("source", entry.source);
        set("line", entry.line, std::int64_t{0});
        return end(name);
    }

private:
    std::string next(const std::string &kind) { return kind + std::to_string(++m_count); }

    std::string begin(const std::string &type)
    {
        const auto name = next("make");
        m_out << "constexpr " << type << ' ' << name << "()\n{\n    " << type << " made;\n";
        return name;
    }

    std::string end(const std::string &name)
    {
        m_out << "    return made;\n}\n";
        return name + "()";
    }

    void assign(const char *member, const std::string &value)
    {
        if (value != "{}")
            m_out << "    made." << member << " = " << value << ";\n";
    }

    void set(const char *member, std::string_view text)
    {
        if (!text.empty())
            m_out << "    made." << member << " = " << quoted(text) << ";\n";
    }

    template <typename Value>
    void set(const char *member, Value value, Value usual)
    {
        if (value != usual)
            m_out << "    made." << member << " = " << value << ";\n";
    }

    template <typename Value>
    void setWord(const char *member, const char *type, Value value)
    {
        m_out << "    made." << member << " = static_cast<" << type << ">(" << static_cast<int>(value) << ");\n";
    }

    std::string array(const std::string &type, const std::vector<std::string> &elements)
    {
        const auto name = next("array");
        m_out << "constexpr " << type << ' ' << name << "[] = {";
        for (const auto &element : elements)
            m_out << element << ", ";
        m_out << "};\n";
        return name;
    }

    std::string function(const EntryRule &rule)
    {
        const auto names = list(rule.names);
        const auto notNames = list(rule.notNames);
        const auto directories = list(rule.directories);
        const auto ancestors = list(rule.ancestors);
        const auto json = places(rule.json);
        const auto keys = places(rule.keys);
        const auto beside = list(rule.beside);
        const auto companions = list(rule.companions);
        const auto secondNames = list(rule.secondNames);
        const EntryRule usual;
        const auto name = begin("EntryRule");
        assign("names", names);
        assign("notNames", notNames);
        assign("directories", directories);
        assign("ancestors", ancestors);
        assign("json", json);
        assign("keys", keys);
        assign("beside", beside);
        assign("companions", companions);
        assign("secondNames", secondNames);
        setWord("inode", "EntryInode", rule.inode);
        setWord("heldBy", "EntryHeldBy", rule.heldBy);
        setWord("timeFormat", "EntryTime", rule.timeFormat);
        set("content", rule.content);
        set("target", rule.target);
        set("filename", rule.filename);
        set("child", rule.child);
        set("secondName", rule.secondName);
        set("sibling", rule.sibling);
        set("read", rule.read);
        set("ownerFile", rule.ownerFile);
        set("startsWith", rule.startsWith);
        set("contains", rule.contains);
        set("minSize", rule.minSize, usual.minSize);
        set("kernelLock", rule.kernelLock);
        set("companionLock", rule.companionLock);
        set("rowTable", rule.rowTable);
        set("reason", rule.reason);
        set("staleRule", rule.staleRule);
        set("remove", rule.remove);
        set("neverRemove", rule.neverRemove);
        set("findHolder", rule.findHolder);
        set("note", rule.note);
        set("namedLikeLock", rule.namedLikeLock, false);
        set("mode", rule.mode, usual.mode);
        set("executable", rule.executable, false);
        set("linked", rule.linked, false);
        set("noKernelLock", rule.noKernelLock, false);
        set("maxSize", rule.maxSize, usual.maxSize);
        set("lines", rule.lines, usual.lines);
        set("beginning", rule.beginning, false);
        set("escapes", rule.escapes, false);
        set("anySpelling", rule.anySpelling, false);
        set("kernelLockNeeded", rule.kernelLockNeeded, false);
        set("confidence", rule.confidence, usual.confidence);
        set("incomplete", rule.incomplete, false);
        set("onlyIfUnknown", rule.onlyIfUnknown, false);
        set("hasUnparsedText", rule.hasUnparsedText, false);
        set("everyPidHolds", rule.everyPidHolds, false);
        set("bareNumber", rule.bareNumber, false);
        set("timeIsExpiry", rule.timeIsExpiry, false);
        set("lookForProgram", rule.lookForProgram, false);
        set("checksProgram", rule.checksProgram, false);
        set("companionLockAlways", rule.companionLockAlways, false);
        m_out << "    made.heartbeat = std::chrono::milliseconds(" << rule.heartbeat.count() << ");\n";
        return end(name);
    }

    std::string function(const EntrySample &sample)
    {
        const auto beside = list(sample.beside);
        const auto name = begin("EntrySample");
        set("counter", sample.counter, false);
        set("path", sample.path);
        setWord("inode", "EntryInode", sample.inode);
        set("text", sample.text);
        set("child", sample.child);
        set("secondName", sample.secondName);
        set("readText", sample.readText);
        assign("beside", beside);
        set("mode", sample.mode, std::int64_t{-1});
        set("kernelLock", sample.kernelLock);
        set("pid", sample.pid, std::int64_t{0});
        set("host", sample.host);
        set("user", sample.user);
        set("name", sample.name);
        set("thread", sample.thread);
        set("line", sample.line, std::int64_t{0});
        return end(name);
    }

    std::ostream &m_out;
    int m_count = 0;
};

std::vector<std::string_view> patternsOf(const EntryRule &rule)
{
    return {rule.content, rule.target, rule.filename, rule.child, rule.secondName, rule.sibling};
}

void addPatternProblems(EntryFile &file)
{
    for (const auto &entry : file.entries) {
        for (const auto &rule : entry.rules) {
            for (const auto pattern : patternsOf(rule)) {
                if (auto problem = patternProblem(pattern); !problem.empty())
                    file.problems.push_back({entry.line, "pattern " + std::string(pattern) + ": " + problem});
            }
        }
    }
}

EntryFile readFile(const std::string &path, std::span<const SharedText> texts)
{
    std::ifstream in(path, std::ios::binary);
    const std::string toml{std::istreambuf_iterator<char>(in), {}};
    const auto directory = path.rfind('/', path.rfind('/') - 1);
    auto file = readEntries(toml, std::string_view(path).substr(directory + 1), texts);
    addPatternProblems(file);
    for (const auto &problem : file.problems)
        std::cerr << path << ':' << problem.line << ": " << problem.message << '\n';
    return file;
}

void write(std::ostream &out, std::span<const SharedText> texts, const std::vector<EntryFile> &files)
{
    out << "// Generated from lib/formats/catalogue by generate-catalogue.\n#include \"formats/catalogue.h\"\n\n"
           "namespace Lockscope {\n\nnamespace {\n\nusing namespace std::string_view_literals;\n\n";
    Writer writer(out);
    std::vector<std::string> entries;
    for (const auto &file : files) {
        for (const auto &entry : file.entries)
            entries.push_back(writer.function(entry));
    }
    out << "constexpr FormatEntry Entries[] = {\n";
    for (const auto &entry : entries)
        out << "    " << entry << ",\n";
    out << "};\n\nconstexpr SharedText Texts[] = {\n";
    for (const auto &text : texts)
        out << "    {" << quoted(text.id) << ", " << quoted(text.text) << "},\n";
    out << "};\n\n} // namespace\n\nstd::span<const FormatEntry> builtinEntries()\n{\n    return Entries;\n}\n\n"
           "std::span<const SharedText> builtinTexts()\n{\n    return Texts;\n}\n\n} // namespace Lockscope\n";
}

} // namespace

int main(int count, char **arguments)
{
    const std::vector<std::string> paths(arguments + 1, arguments + count);
    if (paths.size() < 3) {
        std::cerr << "usage: generate-catalogue OUTPUT TEXTS FILE...\n";
        return 2;
    }
    const auto texts = readFile(paths[1], {});
    bool failed = !texts.problems.empty();
    std::vector<EntryFile> files;
    std::vector<std::string_view> ids;
    for (std::size_t at = 2; at < paths.size(); ++at) {
        files.push_back(readFile(paths[at], texts.texts));
        failed = failed || !files.back().problems.empty();
        for (const auto &entry : files.back().entries) {
            if (std::ranges::find(ids, entry.id) != ids.end()) {
                std::cerr << paths[at] << ':' << entry.line << ": another format has the ID " << entry.id << '\n';
                failed = true;
            }
            ids.push_back(entry.id);
        }
    }
    if (failed)
        return 1;
    std::ostringstream made;
    write(made, texts.texts, files);
    std::ofstream out(paths[0], std::ios::binary);
    out << made.str();
    return out.flush() ? 0 : 1;
}
