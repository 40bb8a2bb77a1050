# SPDX-FileCopyrightText: The Lockscope authors
# SPDX-License-Identifier: MIT

"""unpackkernel.py VMLINUZ VMLINUX: unpacks an x86 kernel, which would take an emulated processor a minute."""

import lzma
import struct
import sys

source, target = sys.argv[1:]
with open(source, "rb") as file:
    image = file.read()
# Documentation/arch/x86/boot.rst: setup_sects, payload_offset and payload_length.
setup_sectors = image[0x1F1] or 4
offset, length = struct.unpack_from("<II", image, 0x248)
begin = (setup_sectors + 1) * 512 + offset
with open(target, "wb") as file:
    file.write(lzma.LZMADecompressor(format=lzma.FORMAT_XZ).decompress(image[begin:begin + length]))
