"""server.py OPTIONS: an echo server on a free port, which it prints; ends when its standard input does.

OPTIONS is JSON: the arguments of ServerPerMessageDeflateFactory, or null for no compression.
"""
import asyncio
import json
import sys

import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


async def echo(socket):
    async for message in socket:
        await socket.send(message)


async def main(options):
    extensions = None if options is None else [ServerPerMessageDeflateFactory(**options)]
    async with websockets.serve(echo, "127.0.0.1", 0, compression=None, extensions=extensions, max_size=8 << 20) as server:
        print(f"port={server.sockets[0].getsockname()[1]}", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(json.loads(sys.argv[1])))
