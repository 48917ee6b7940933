"""Says what permessage-deflate of the websockets library makes of headers.

Reads a role (server or client), lines with a configuration each, an empty line, and lines with a header each. Writes a line
for each configuration and header, in this order. Windows of 15 bits are those that nothing is said of.
"""

import sys

from websockets.exceptions import InvalidHeader, NegotiationError
from websockets.extensions import permessage_deflate
from websockets.headers import parse_extension

NAME = "permessage-deflate"


class Agreed:
    """Keeps what was agreed. The library's own class makes zlib streams, and zlib has no raw window of 8 bits."""

    name = NAME

    def __init__(self, remote_forgets, local_forgets, remote_window, local_window, settings):
        self.halves = " ".join(
            f"{window}{'-' if forgets else ''}"
            for window, forgets in ((local_window, local_forgets), (remote_window, remote_forgets))
        )


permessage_deflate.PerMessageDeflate = Agreed


def window(text):
    return None if text == "15" else int(text)


def flag(text):
    return text == "true"


def server(config):
    server_window, client_window, server_forgets, client_forgets, required = config.split()
    return permessage_deflate.ServerPerMessageDeflateFactory(
        flag(server_forgets),
        flag(client_forgets),
        window(server_window),
        window(client_window),
        # the library refuses to require what it doesn't limit
        require_client_max_window_bits=flag(required) and client_window != "15",
    )


def client(config):
    server_window, client_window, server_forgets, client_forgets = config.split()
    return permessage_deflate.ClientPerMessageDeflateFactory(
        flag(server_forgets),
        flag(client_forgets),
        window(server_window),
        {"absent": None, "bare": True}.get(client_window) if not client_window.isdigit() else int(client_window),
    )


def header(name, params):
    return "; ".join([name] + [key if value is None else f"{key}={value}" for key, value in params])


def answer(factory, offers):
    accepted = []
    answers = []
    for name, params in offers:
        if name == factory.name:
            try:
                answered, extension = factory.process_request_params(params, accepted)
            except NegotiationError:
                continue
            accepted.append(extension)
            answers.append(header(name, answered) + " | " + extension.halves)
    return ", ".join(answers) or "declined"


def judgement(factory, answers):
    accepted = []
    for name, params in answers:
        if name != factory.name:
            return "fails"
        try:
            accepted.append(factory.process_response_params(params, accepted))
        except NegotiationError:
            return "fails"
    return ", ".join(extension.halves for extension in accepted)


def parsed(line):
    try:
        return parse_extension(line)
    except InvalidHeader:
        return None


def main():
    lines = sys.stdin.read().split("\n")
    end = lines.index("")
    role, configs = lines[0], lines[1:end]
    headers = [parsed(line) for line in lines[end + 1 :] if line]
    out = []
    for config in configs:
        factory = server(config) if role == "server" else client(config)
        if role == "client":
            out.append(header(NAME, factory.get_request_params()))
        for said in headers:
            if said is None:
                out.append("refused")
            else:
                out.append(answer(factory, said) if role == "server" else judgement(factory, said))
    print("\n".join(out))


main()
