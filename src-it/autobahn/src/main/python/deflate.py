"""permessage-deflate (RFC 7692) for the testsuite: the one it bundles refuses offers that are valid, and zlib as Jython has it
knows no windows."""
import re

from autobahn import compress, compress_deflate
from dev.fairlead.it.autobahn.jython import MessageDeflater, MessageInflater

FLAGS = ('server_no_context_takeover', 'client_no_context_takeover')
WINDOWS = ('server_max_window_bits', 'client_max_window_bits')
BITS = re.compile('([89]|1[0-5])$')


class Offer(compress_deflate.PerMessageDeflateOffer):
    """An offer. The parser that it replaces takes no server_max_window_bits, and client_max_window_bits without a value only."""

    @classmethod
    def parse(cls, params):
        offered = {}
        for name, values in params.items():
            if len(values) > 1:
                raise Exception("%s occurs more than once" % name)
            value = values[0]
            if name in FLAGS:
                valid = value is True
            elif name in WINDOWS:
                valid = bool(BITS.match(value)) if value is not True else name == 'client_max_window_bits'
            else:
                raise Exception("%s is no parameter of permessage-deflate" % name)
            if not valid:
                raise Exception("%s can't be %s" % (name, value))
            offered[name] = value
        return cls(acceptNoContextTakeover=True,
                   acceptMaxWindowBits='client_max_window_bits' in offered,
                   requestNoContextTakeover='server_no_context_takeover' in offered,
                   requestMaxWindowBits=int(offered.get('server_max_window_bits', 0)))


class Compression(compress_deflate.PerMessageDeflate):
    """Keeps to the agreed windows and fails on a peer that doesn't."""

    def ours(self):
        if self._isServer:
            return self.server_no_context_takeover, self.server_max_window_bits
        return self.client_no_context_takeover, self.client_max_window_bits

    def theirs(self):
        if self._isServer:
            return self.client_no_context_takeover, self.client_max_window_bits
        return self.server_no_context_takeover, self.server_max_window_bits

    def startCompressMessage(self):
        forgets, bits = self.ours()
        if self._compressor is None or forgets:
            self._compressor = MessageDeflater(bits, self.mem_level)

    def compressMessageData(self, data):
        return self._compressor.deflate(data)

    def endCompressMessage(self):
        return ''

    def startDecompressMessage(self):
        forgets, bits = self.theirs()
        if self._decompressor is None or forgets:
            self._decompressor = MessageInflater(bits)

    def decompressMessageData(self, data):
        return self._decompressor.inflate(data)

    def endDecompressMessage(self):
        if self._decompressor.end():
            raise Exception("data behind the end of the message")


def install():
    compress.PERMESSAGE_COMPRESSION_EXTENSION['permessage-deflate'].update({'Offer': Offer, 'PMCE': Compression})
