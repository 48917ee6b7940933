"""The fuzzing client and the fuzzing server of the Autobahn testsuite. Arguments: the folder for reports, messages a case,
strict (true or false), patience. Commands come on standard input, a line each, with tabs between the words; answers go to
standard output, and all that the testsuite prints goes to standard error. The end of the input ends everything.

    fuzz NAME SETTING URL PATTERNS   runs cases against the server at URL; when all are done: fuzzed COUNT
    listen NAME SETTING PATTERNS     serves cases on a free port of 127.0.0.1: listening PORT COUNT
    report                           ends what listens: reported

Each run leaves NAME/results.tsv in the folder, and the testsuite's own page for each case that isn't OK. PATTERNS are
divided by commas, as in 1.*,12.1.*,-12.1.3: a minus leaves out, * stands for any characters. SETTING: "asked" offers or
accepts permessage-deflate where a case asks for it, "throughout" in all others, too; "takeover" is "asked" without
client_no_context_takeover in the offers, so that the client's messages have context."""
import io
import os
import re
import shutil
import sys
import threading

from java.lang import System

import nio_reactor
nio_reactor.install()
from twisted.internet import reactor
from twisted.python import log

import adaptation
import deflate
import deflate_cases
from autobahn import websocket
from autobahntestsuite import fuzzing
from autobahntestsuite.case import Cases

COLUMNS = ('id', 'behavior', 'behaviorClose', 'remoteCloseCode', 'duration', 'result', 'resultClose', 'extensions',
           'description')
FINE = ('OK', 'INFORMATIONAL')
ENDING_SECONDS = 5


def matching(patterns):
    """The cases that patterns choose."""
    ids = [case.__name__[len('Case'):].replace('_', '.') for case in Cases]
    chosen, left_out = set(), set()
    for pattern in patterns.split(','):
        matches = re.compile(re.escape(pattern.lstrip('-')).replace('\\*', '.*') + '$').match
        (left_out if pattern.startswith('-') else chosen).update(id for id in ids if matches(id))
    if not chosen - left_out:
        raise Exception("no case is chosen by %s" % patterns)
    return sorted(chosen - left_out)


class Run(object):
    """What the fuzzing client and the fuzzing server have in common here."""

    def prepare(self, setting):
        shutil.rmtree(self.outdir, ignore_errors=True)
        self.setProtocolOptions(failByDrop=False, openHandshakeTimeout=60, closeHandshakeTimeout=10)
        deflate_cases.Settings.hint_no_takeover = setting != 'takeover'
        if setting == 'throughout':
            deflate_cases.use(self, [(False, 0)])

    def write(self):
        os.path.isdir(self.outdir) or os.makedirs(self.outdir)
        with io.open(os.path.join(self.outdir, 'results.tsv'), 'w', encoding='utf-8') as file:
            file.write(u'\t'.join(COLUMNS) + u'\n')
            for id in self.specCases:
                for agent, result in self.cases.get(id, {}).items():
                    file.write(u'\t'.join(self.row(result)) + u'\n')
                    if result['behavior'] not in FINE or result['behaviorClose'] not in FINE:
                        self.createAgentCaseReportHTML(agent, id, self.outdir)

    def row(self, result):
        told = dict(result, extensions=extensions(result),
                    description=self.CaseSet.caseClassToPrettyDescription(self.CaseSet.CasesById[result['id']]))
        return [' '.join(text(told[column]).split()) for column in COLUMNS]


def text(value):
    return value.decode('utf-8', 'replace') if isinstance(value, str) else unicode(value)


def extensions(result):
    """What was offered and what was answered."""
    return ' -> '.join(
        ', '.join(line.split(':', 1)[1].strip() for line in head.splitlines()
                  if line.lower().startswith('sec-websocket-extensions:')) or '(none)'
        for head in (result['httpRequest'], result['httpResponse']))


class Client(Run, fuzzing.FuzzingClientFactory):
    def __init__(self, outdir, setting, url, cases):
        self.setting = setting
        fuzzing.FuzzingClientFactory.__init__(self, {"outdir": outdir, "cases": cases,
                                                     "servers": [{"agent": "fairlead", "url": url}]})

    def nextServer(self):
        more = fuzzing.FuzzingClientFactory.nextServer(self)
        if more:
            self.prepare(self.setting)
        return more

    def clientConnectionLost(self, connector, reason):
        if self.nextCase():
            connector.connect()
        else:
            self.end()

    def clientConnectionFailed(self, connector, reason):
        log.err(reason)
        self.end()

    def end(self):
        self.write()
        answer('fuzzed', len(self.specCases))


class Server(Run, fuzzing.FuzzingServerFactory):
    def __init__(self, outdir, setting, cases):
        fuzzing.FuzzingServerFactory.__init__(self, {"outdir": outdir, "cases": cases, "url": "ws://127.0.0.1:1"})
        self.prepare(setting)
        self.open = set()
        self.port_listened_on = reactor.listenTCP(0, self, interface='127.0.0.1')
        port = self.port_listened_on.getHost().port
        self.setSessionParameters(url="ws://127.0.0.1:%d" % port)
        answer('listening', port, len(self.specCases))

    class protocol(fuzzing.FuzzingServerProtocol):
        def connectionMade(self):
            self.factory.open.add(self)
            fuzzing.FuzzingServerProtocol.connectionMade(self)

        def connectionLost(self, reason):
            self.factory.open.discard(self)
            fuzzing.FuzzingServerProtocol.connectionLost(self, reason)

    def end(self):
        """The client is through with the cases. The last connection may still be on its way to its end; one that the client
        left open has its result once it is aborted."""
        self.port_listened_on.stopListening()
        self.abort = reactor.callLater(ENDING_SECONDS, lambda: [each.transport.abortConnection() for each in list(self.open)])
        self.report_when_closed()

    def report_when_closed(self):
        if self.open:
            reactor.callLater(0.05, self.report_when_closed)
            return
        if self.abort.active():
            self.abort.cancel()
        self.write()
        answer('reported')


class Peers(object):
    def __init__(self, folder):
        self.folder = folder
        self.server = None

    def obey(self, command, name=None, *words):
        try:
            self.run(command, name and os.path.join(self.folder, name), *words)
        except Exception:
            log.err()

    def run(self, command, outdir, *words):
        if command == 'fuzz':
            setting, url, patterns = words
            Client(outdir, setting, url, matching(patterns))
        elif command == 'listen':
            setting, patterns = words
            self.server = Server(outdir, setting, matching(patterns))
        elif command == 'report':
            self.server.end()
        else:
            raise Exception("no command: %s" % command)

    def read_commands(self):
        for line in iter(sys.stdin.readline, ''):
            reactor.callFromThread(self.obey, *line.rstrip('\n').split('\t'))
        reactor.callFromThread(reactor.stop)


def answer(*words):
    System.out.println('\t'.join(str(word) for word in words))
    System.out.flush()


def tell_error(event):
    """What goes wrong outside of a case would leave its run hanging."""
    if event.get('isError'):
        sys.stderr.write(log.textFromEventDict(event) + '\n')
        answer('failed', event['failure'].getErrorMessage())


def main(folder, messages, strict, patience):
    sys.stdout = sys.stderr
    log.startLoggingWithObserver(tell_error, setStdout=0)
    adaptation.speed_up()
    adaptation.be_patient(float(patience))
    adaptation.tell_failures()
    deflate.install()
    deflate_cases.Settings.messages = int(messages)
    deflate_cases.Settings.strict = strict == 'true'
    deflate_cases.register()
    reader = threading.Thread(target=Peers(folder).read_commands)
    reader.daemon = True
    reader.start()
    answer('ready', len(Cases))
    reactor.run(installSignalHandlers=0)


if __name__ == '__main__':
    main(*sys.argv[1:])
