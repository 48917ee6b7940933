"""Groups 12 and 13: permessage-deflate. The testsuite that the Maven plugin bundles ends with group 10.

Payloads, sizes, numbers of messages, time limits and parameters are those of the public case list of the Autobahn testsuite
(https://github.com/crossbario/autobahn-testsuite, Apache License 2.0): five times 18 cases in group 12, seven times 18 in 13."""
import copy
import time

import pkg_resources
from autobahn.compress import PerMessageDeflateOffer, PerMessageDeflateOfferAccept, PerMessageDeflateResponse, \
    PerMessageDeflateResponseAccept
from autobahntestsuite.case import CaseCategories, Cases, CaseSubCategories
from autobahntestsuite.case.case import Case

# Octets or characters of a message, seconds that a case may take, octets of a frame at most (0: one frame).
SHAPES = ([(16, 60, 0), (64, 60, 0), (256, 120, 0), (1024, 240, 0)]
          + [(size, 480, 0) for size in (4096, 8192, 16384, 32768, 65536, 131072)]
          + [(size, 480, 256) for size in (8192, 16384, 32768, 65536, 131072)]
          + [(131072, 480, frame) for frame in (1024, 4096, 32768)])

# File, whether messages are binary, what it is.
PAYLOADS = [('data1.json', False, "JSON"),
            ('lena512.bmp', True, "a picture, bitmap of 512x512 pixels"),
            ('pg2229.txt', True, "German text, Goethe's Faust I"),
            ('data1.html', False, "HTML"),
            ('10.1.1.105.5439.pdf', True, "PDF")]

# What the peer's compressor is asked for, the preferred first: (to forget each message, window bits; 0 is any).
DEMANDS = [[(False, 0)], [(True, 0)], [(False, 9)], [(False, 15)], [(True, 9)], [(True, 15)],
           [(True, 9), (True, 0), (False, 0)]]


class Settings(object):
    """How the cases are run."""
    messages = 1000  # of each case; set before `register`
    hint_no_takeover = True  # whether offers have client_no_context_takeover, as the original's; most servers answer with it then
    strict = True  # whether an answer that fits none of the offers fails the case; the original doesn't look


def offers(demands):
    return [PerMessageDeflateOffer(acceptNoContextTakeover=Settings.hint_no_takeover, requestNoContextTakeover=forget,
                                   requestMaxWindowBits=bits) for forget, bits in demands]


def accept_response(demands):
    """How a client takes the answer to its offers."""
    def accept(response):
        if not isinstance(response, PerMessageDeflateResponse):
            return None
        if Settings.strict and not any(fits(response, forget, bits) for forget, bits in demands):
            raise Exception("the answer fits none of the offers (RFC 7692 sections 7.1.1.1 and 7.1.2.1)")
        return PerMessageDeflateResponseAccept(response)
    return accept


def fits(response, forget, bits):
    return ((response.server_no_context_takeover or not forget)
            and (not bits or 0 < response.server_max_window_bits <= bits))


def accept_offers(demands):
    """How a server takes the first offer that lets it have what it wants."""
    def accept(offered):
        for forget, bits in demands:
            for offer in offered:
                if isinstance(offer, PerMessageDeflateOffer) and (offer.acceptNoContextTakeover or not forget) \
                        and (offer.acceptMaxWindowBits or not bits):
                    return PerMessageDeflateOfferAccept(offer, requestNoContextTakeover=forget, requestMaxWindowBits=bits)
        return None
    return accept


def use(protocol, demands):
    """Sets a protocol, or the factory of protocols, to offer permessage-deflate or to accept it."""
    if getattr(protocol, 'factory', protocol).isServer:
        protocol.perMessageCompressionAccept = accept_offers(demands)
    else:
        protocol.perMessageCompressionOffers = offers(demands)
        protocol.perMessageCompressionAccept = accept_response(demands)


class DeflateCase(Case):
    """Sends messages one after the other's echo."""

    def init(self):
        self.opened = False
        self.reportTime = True
        self.reportCompressionRatio = True
        self.expectedClose = {"closedByMe": True, "closeCode": [self.p.CLOSE_STATUS_CODE_NORMAL], "requireClean": True}
        use(self.p, self.DEMANDS)

    def onOpen(self):
        self.opened = True
        self.p.enableWirelog(False)
        self.p.autoFragmentSize = self.FRAME
        if self.p._perMessageCompress is None:
            self.end(Case.UNIMPLEMENTED, "permessage-deflate was not agreed on")
            return
        self.result = None
        self.started = time.time()
        self.p.closeAfter(self.SECONDS)
        self.source = load(self.FILE) if self.BINARY else load(self.FILE).decode('utf-8')
        self.position = 0
        self.count = 0
        self.send_next()

    def send_next(self):
        """Sends what comes next in the file, which begins again at its end."""
        after = self.position + self.SIZE
        message = self.source[self.position:after]
        if after >= len(self.source):
            after -= len(self.source)
            message += self.source[:after]
        self.position = after
        self.sent = message if self.BINARY else message.encode('utf-8')
        self.count += 1
        self.p.sendMessage(self.sent, self.BINARY)

    def onMessage(self, message, binary):
        if self.result is not None:
            return
        if binary != self.BINARY:
            self.end(Case.FAILED, "echo %d is %s" % (self.count, "binary" if binary else "text"))
        elif len(message) != len(self.sent):
            self.end(Case.FAILED, "echo %d has %d octets, not %d" % (self.count, len(message), len(self.sent)))
        elif message != self.sent:
            self.end(Case.FAILED, "echo %d has other octets than what was sent" % self.count)
        elif self.count < Settings.messages:
            self.send_next()
        else:
            self.trafficStats = copy.deepcopy(self.p.trafficStats)
            self.end(Case.OK, "%d echoes came back whole and in time" % Settings.messages)

    def end(self, behavior, result):
        self.behavior = behavior
        self.result = result
        self.p.enableWirelog(True)
        self.p.sendClose(self.p.CLOSE_STATUS_CODE_NORMAL)

    def onConnectionLost(self, failedByMe):
        Case.onConnectionLost(self, failedByMe)
        if not self.opened:
            why = getattr(self.p, 'handshakeFailure', None) or getattr(self.p, 'inputFailure', None)
            self.result = self.resultClose = "the opening handshake failed: %s" % (why or "no reason given")
            self.behaviorClose = Case.FAILED
        elif self.result is None:
            in_time = time.time() - self.started < self.SECONDS
            self.result = "echo %d of %d %s" % (self.count, Settings.messages, "didn't come, the peer closed: %s"
                                                % self.p.remoteCloseReason if in_time else
                                                "hadn't come after %d seconds" % self.SECONDS)


_files = {}


def load(name):
    if name not in _files:
        with open(pkg_resources.resource_filename("autobahntestsuite", "testdata/" + name), 'rb') as f:
            _files[name] = f.read()
    return _files[name]


def add(group, (name, binary, what), demands, asked):
    CaseSubCategories[group] = "%s (%s)%s" % (what, "binary" if binary else "text", asked)
    for number, (size, seconds, frame) in enumerate(SHAPES):
        description = "%d compressed messages of %d %s, %s, in %s%s" % (
            Settings.messages, size, "octets" if binary else "characters", what,
            "frames of %d octets" % frame if frame else "one frame each", asked)
        Cases.append(type("Case%s_%d" % (group.replace('.', '_'), number + 1), (DeflateCase, object), {
            "SIZE": size, "SECONDS": seconds, "FRAME": frame, "FILE": name, "BINARY": binary, "DEMANDS": demands,
            "DESCRIPTION": description, "EXPECTATION": "Each comes back as it was sent, all within %d s." % seconds}))


def described(demands):
    return "; asked for: " + ", else ".join(
        " and ".join((["no context takeover"] if forget else []) + (["a window of %d bits" % bits] if bits else []))
        or "nothing" for forget, bits in demands)


def register():
    """Adds the cases to the testsuite's."""
    CaseCategories["12"] = "permessage-deflate: payloads"
    CaseCategories["13"] = "permessage-deflate: parameters"
    for number, payload in enumerate(PAYLOADS):
        add("12.%d" % (number + 1), payload, DEMANDS[0], "")
    for number, demands in enumerate(DEMANDS):
        add("13.%d" % (number + 1), PAYLOADS[0], demands, described(demands))
