// SPDX-FileCopyrightText: The Lockscope authors
// SPDX-License-Identifier: MIT
#include "support/silentfilesystem.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <linux/fuse.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

/// FUSE_STATX, which headers before 6.6 do not define.
constexpr std::uint32_t RequestStatx = 52;

fuse_attr attributesOf(std::uint64_t node)
{
    fuse_attr attributes = {};
    attributes.ino = node;
    attributes.mode = node == FUSE_ROOT_ID ? S_IFDIR | 0755U : S_IFREG | 0644U;
    attributes.size = 5;
    attributes.nlink = 1;
    return attributes;
}

template <typename Reply>
void answer(int fd, const fuse_in_header &request, const Reply &reply)
{
    std::vector<char> bytes(sizeof(fuse_out_header) + sizeof reply);
    const fuse_out_header header = {static_cast<std::uint32_t>(bytes.size()), 0, request.unique};
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, &reply, sizeof reply);
    [[maybe_unused]] const auto written = ::write(fd, bytes.data(), bytes.size());
}

} // namespace

SilentFileSystem::SilentFileSystem(const std::filesystem::path &at, Answers answers)
    : m_at(at)
    , m_answers(answers)
    , m_fd(::open("/dev/fuse", O_RDWR | O_CLOEXEC))
{
    const auto options = "fd=" + std::to_string(m_fd) + ",rootmode=40000,user_id=0,group_id=0";
    m_isMounted = m_fd >= 0 && ::mount("silent", at.c_str(), "fuse.silent", MS_NOSUID | MS_NODEV, options.c_str()) == 0;
    if (m_isMounted && answers != Answers::Nothing)
        m_server = std::thread([this] { serve(); });
}

SilentFileSystem::~SilentFileSystem()
{
    // Aborts the connection: every process that waits for an answer, including the server, gets an error.
    if (m_isMounted)
        ::umount2(m_at.c_str(), MNT_FORCE);
    if (m_isMounted)
        ::umount2(m_at.c_str(), MNT_DETACH);
    if (m_server.joinable())
        m_server.join();
    if (m_fd >= 0)
        ::close(m_fd);
}

void SilentFileSystem::serve() const
{
    std::vector<char> buffer(FUSE_MIN_READ_BUFFER * 4);
    for (;;) {
        const auto got = ::read(m_fd, buffer.data(), buffer.size());
        if (got < 0 && errno == ENODEV)
            return;
        fuse_in_header request = {};
        if (got < static_cast<ssize_t>(sizeof request))
            continue;
        std::memcpy(&request, buffer.data(), sizeof request);
        if (m_answers == Answers::Taken && request.opcode != FUSE_INIT)
            continue;
        switch (request.opcode) {
        case FUSE_INIT: {
            fuse_init_out reply = {};
            reply.major = FUSE_KERNEL_VERSION;
            reply.minor = 31;
            reply.max_write = 4096;
            answer(m_fd, request, reply);
            break;
        }
        case FUSE_LOOKUP: {
            fuse_entry_out reply = {};
            reply.nodeid = 2;
            reply.attr = attributesOf(reply.nodeid);
            answer(m_fd, request, reply);
            break;
        }
        case FUSE_GETATTR: {
            fuse_attr_out reply = {};
            reply.attr = attributesOf(request.nodeid);
            answer(m_fd, request, reply);
            break;
        }
        case FUSE_ACCESS:
        case RequestStatx: {
            const fuse_out_header reply = {sizeof reply, -ENOSYS, request.unique};
            [[maybe_unused]] const auto written = ::write(m_fd, &reply, sizeof reply);
            break;
        }
        default:
            break;
        }
    }
}
