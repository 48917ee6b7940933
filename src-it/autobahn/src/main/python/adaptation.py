"""What is changed in the testsuite: slow parts are done in Java, time limits fit a busy machine, and failures that it only
logs become results."""
import sys
import time

from autobahn import websocket
from autobahntestsuite import fuzzing
from dev.fairlead.it.autobahn.jython import Octets, Utf8Octets


class Masker(object):
    """Masks the payload of one frame."""

    def __init__(self, key):
        self.key = key
        self.position = 0

    def pointer(self):
        return self.position

    def reset(self):
        self.position = 0

    def process(self, data):
        start = self.position
        self.position += len(data)
        return Octets.mask(data, self.key, start & 3)


class Utf8Validator(object):
    """Answers as the testsuite's own: valid so far, ends with a whole character, where in the data, where in the text."""

    def __init__(self):
        self.octets = Utf8Octets()
        self.position = 0

    def reset(self):
        self.octets.reset()
        self.position = 0

    def validate(self, data):
        wrong = self.octets.validate(data)
        if wrong >= 0:
            self.position += wrong
            return False, False, wrong, self.position
        self.position += len(data)
        return True, self.octets.complete(), len(data), self.position


def speed_up():
    websocket.createXorMasker = lambda key, length=None: Masker(key)
    websocket.Utf8Validator = Utf8Validator
    # Ten microseconds between two chops of a frame; Jython's clock has no less than a millisecond.
    websocket.WebSocketProtocol._QUEUED_WRITE_DELAY = 0


def be_patient(times):
    """Most cases have a second before the connection is dropped: too little for a machine that does something else, too."""
    kill_after = fuzzing.FuzzingProtocol.killAfter
    fuzzing.FuzzingProtocol.killAfter = lambda self, delay: kill_after(self, delay * times)


def tell_failures():
    """Keeps why a handshake failed, takes an exception over received data for the case's result, and times a case from its
    connection on, should it never open."""
    fuzzing.FuzzingProtocol.http_request_data = fuzzing.FuzzingProtocol.http_response_data = ''

    connection_made = fuzzing.FuzzingProtocol.connectionMade

    def connectionMade(self):
        connection_made(self)
        self.caseStart = time.time()
    fuzzing.FuzzingProtocol.connectionMade = connectionMade

    for protocol in (websocket.WebSocketClientProtocol, websocket.WebSocketServerProtocol):
        def failHandshake(self, reason, *more, **named):
            self.handshakeFailure = reason
            return self.fail_handshake(reason, *more, **named)
        protocol.fail_handshake = protocol.failHandshake
        protocol.failHandshake = failHandshake

    data_received = websocket.WebSocketProtocol.dataReceived

    def dataReceived(self, data):
        try:
            data_received(self, data)
        except:  # Java's exceptions, too
            case = getattr(self, 'runCase', None)
            if case is None:
                raise
            self.inputFailure = str(sys.exc_info()[1])
            case.behavior = case.FAILED
            case.result = self.inputFailure
            case.expected = {}
            self.dropConnection(abort=True)
    websocket.WebSocketProtocol.dataReceived = dataReceived
