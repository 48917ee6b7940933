"""A Twisted reactor on java.nio, for TCP and for what the testsuite needs of it. Jython's own sockets take a millisecond for
each small write, and the cases that send octet by octet make thousands."""
from dev.fairlead.it.autobahn.jython import Octets
from java.io import IOException
from java.net import InetSocketAddress, StandardSocketOptions
from java.nio.channels import SelectionKey, Selector, ServerSocketChannel, SocketChannel
from twisted.internet import address, base, error, main
from twisted.python import failure, log


def ipv4(socket_address):
    return address.IPv4Address('TCP', str(socket_address.getAddress().getHostAddress()), socket_address.getPort())


class Transport(object):
    """A connection. What can't be written at once waits in `unsent`."""
    connected = False
    disconnecting = False

    def __init__(self, reactor, connector=None):
        self.reactor = reactor
        self.connector = connector
        self.unsent = ''

    def open(self, channel, protocol):
        self.channel = channel
        self.protocol = protocol
        self.connected = True
        channel.configureBlocking(False)
        channel.setOption(StandardSocketOptions.TCP_NODELAY, True)
        self.key = channel.register(self.reactor.selector, SelectionKey.OP_READ, self)
        protocol.makeConnection(self)

    def write(self, data):
        if not self.connected or self.disconnecting:
            return
        if self.unsent:
            self.unsent += data
            return
        try:
            written = Octets.write(self.channel, data)
        except IOException as e:
            self.reactor.callLater(0, self.lost, error.ConnectionLost(str(e)))
            return
        if written < len(data):
            self.unsent = data[written:]
            self.key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE)

    def writeSequence(self, parts):
        self.write(''.join(parts))

    def ready(self):
        """The selector says that it can be read or written."""
        try:
            if self.key.isWritable() and self.unsent:
                self.write_unsent()
            if self.key.isValid() and self.key.isReadable():
                data = Octets.read(self.channel)
                if data is None:
                    self.lost(main.CONNECTION_DONE)
                elif data:
                    self.protocol.dataReceived(data)
        except IOException as e:
            self.lost(error.ConnectionLost(str(e)))

    def write_unsent(self):
        self.unsent = self.unsent[Octets.write(self.channel, self.unsent):]
        if not self.unsent:
            self.key.interestOps(SelectionKey.OP_READ)
            if self.disconnecting:
                self.lost(main.CONNECTION_DONE)

    def loseConnection(self):
        if self.connected and not self.disconnecting:
            self.disconnecting = True
            if not self.unsent:
                self.reactor.callLater(0, self.lost, main.CONNECTION_DONE)

    def abortConnection(self):
        if self.connected:
            self.disconnecting = True
            self.unsent = ''
            self.channel.setOption(StandardSocketOptions.SO_LINGER, 0)
            self.reactor.callLater(0, self.lost, error.ConnectionAborted())

    def lost(self, why):
        if not self.connected:
            return
        self.connected = False
        self.disconnecting = True
        self.key.cancel()
        self.channel.close()
        self.reactor.selector.selectNow()  # a closed channel holds its descriptor until its key is out of the selector
        reason = failure.Failure(why)
        self.protocol.connectionLost(reason)
        if self.connector:
            self.connector.connectionLost(reason)

    def setTcpNoDelay(self, enabled):
        self.channel.setOption(StandardSocketOptions.TCP_NODELAY, bool(enabled))

    def getPeer(self):
        return ipv4(self.channel.getRemoteAddress())

    def getHost(self):
        return ipv4(self.channel.getLocalAddress())

    def failIfNotConnected(self, why):
        if not self.connected and self.connector:
            connector, self.connector = self.connector, None
            connector.connectionFailed(failure.Failure(why))


class Connector(base.BaseConnector):
    """Connects, blocking: the peer is on this machine."""

    def __init__(self, host, port, factory, timeout, reactor):
        self.host = host
        self.port = port
        base.BaseConnector.__init__(self, factory, timeout, reactor)

    def _makeTransport(self):
        transport = Transport(self.reactor, self)
        self.reactor.callLater(0, self.attempt, transport)
        return transport

    def attempt(self, transport):
        try:
            channel = SocketChannel.open(InetSocketAddress(self.host, self.port))
        except IOException as e:
            transport.failIfNotConnected(error.ConnectError(string=str(e)))
            return
        protocol = self.buildProtocol(self.getDestination())
        if protocol is None:
            channel.close()
        else:
            transport.open(channel, protocol)

    def getDestination(self):
        return address.IPv4Address('TCP', self.host, self.port)


class Port(object):
    """A port that is listened on; 0 is any that is free."""

    def __init__(self, port, factory, backlog, interface, reactor):
        self.reactor = reactor
        self.factory = factory
        self.channel = ServerSocketChannel.open()
        self.channel.bind(InetSocketAddress(interface, port), backlog)
        self.channel.configureBlocking(False)
        self.channel.register(reactor.selector, SelectionKey.OP_ACCEPT, self)
        factory.doStart()

    def getHost(self):
        return ipv4(self.channel.getLocalAddress())

    def ready(self):
        channel = self.channel.accept()
        if channel is not None:
            protocol = self.factory.buildProtocol(ipv4(channel.getRemoteAddress()))
            if protocol is None:
                channel.close()
            else:
                Transport(self.reactor).open(channel, protocol)

    def stopListening(self):
        self.channel.close()


class NioReactor(base._SignalReactorMixin, base.ReactorBase):
    def __init__(self):
        self.selector = Selector.open()
        base.ReactorBase.__init__(self)

    def installWaker(self):
        pass  # the selector wakes up by itself

    def wakeUp(self):
        self.selector.wakeup()

    def doIteration(self, delay):
        if delay is None:
            self.selector.select()
        elif delay < 0.001:
            self.selector.selectNow()
        else:
            self.selector.select(int(delay * 1000))
        keys = self.selector.selectedKeys()
        for key in list(keys):
            keys.remove(key)
            if key.isValid():
                try:
                    key.attachment().ready()
                except:  # one connection's failure isn't another's
                    log.err()

    def connectTCP(self, host, port, factory, timeout=30, bindAddress=None):
        connector = Connector(host, port, factory, timeout, self)
        connector.connect()
        return connector

    def listenTCP(self, port, factory, backlog=50, interface=''):
        return Port(port, factory, backlog, interface, self)

    def removeAll(self):
        return []

    def getReaders(self):
        return []

    def getWriters(self):
        return []


def install():
    main.installReactor(NioReactor())
