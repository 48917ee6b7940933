"""deflate_server.py OPTIONS: an echo server for each of the OPTIONS on a free port, which it prints.

OPTIONS is a JSON list: the arguments of ServerPerMessageDeflateFactory. Ends when its standard input does. Some answers
leave in fragments.
"""
import asyncio
import json
import sys

import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory


async def echo(socket):
    count = 0
    async for message in socket:
        count += 1
        cut = len(message) * (count % 7) // 7
        await socket.send(message if count % 3 else [message[:cut], message[cut:]])


async def main(options):
    for each in options:
        factory = ServerPerMessageDeflateFactory(**each)
        server = await websockets.serve(echo, "127.0.0.1", 0, compression=None, extensions=[factory], max_size=8 << 20)
        print(f"port={server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(json.loads(sys.argv[1])))
