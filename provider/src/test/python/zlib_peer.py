"""zlib_peer.py: deflates and inflates with zlib what it is told on standard input, and answers on standard output.

All numbers are 4 bytes, big-endian. A command is a letter, four numbers, and a length with so many bytes:
  D level, window bits, memory level, strategy: starts a deflater
  d flush: deflates, and answers a length and bytes
  I window bits: starts an inflater
  i step: inflates so many bytes of output at a time, 0 for all at once, and answers a length and bytes, or -1
With a step of one byte zlib has nothing but its window to look back to, so that no larger distance passes.
"""
import struct
import sys
import zlib

source = sys.stdin.buffer
target = sys.stdout.buffer
deflater = inflater = None


def inflate(data, step):
    result = bytearray()
    try:
        while True:
            piece = inflater.decompress(data, step)
            result += piece
            data = inflater.unconsumed_tail
            if not data and (step == 0 or len(piece) < step):
                return result
    except zlib.error:
        return None


while True:
    head = source.read(21)
    if len(head) < 21:
        break
    command, a, b, c, d, length = struct.unpack(">ciiiii", head)
    data = source.read(length)
    if command == b"D":
        deflater = zlib.compressobj(a, zlib.DEFLATED, -b, c, d)
        continue
    if command == b"I":
        inflater = zlib.decompressobj(-a)
        continue
    answer = deflater.compress(data) + deflater.flush(a) if command == b"d" else inflate(data, a)
    if answer is None:
        target.write(struct.pack(">i", -1))
    else:
        target.write(struct.pack(">i", len(answer)))
        target.write(answer)
    target.flush()
