"""client.py URL OPTIONS: talks to an echo server and prints what was negotiated; fails at the first difference.

OPTIONS is JSON: the arguments of ClientPerMessageDeflateFactory, or null for no compression.
"""
import asyncio
import json
import os
import sys

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory


async def main(url, options):
    extensions = None if options is None else [ClientPerMessageDeflateFactory(**options)]
    async with websockets.connect(url, compression=None, extensions=extensions, max_size=8 << 20) as socket:
        print("extensions=" + socket.response_headers.get("Sec-WebSocket-Extensions", ""))
        for message in ("", "Grüße, 世界 😀", "x" * 100_000, os.urandom(70_000), b"abcdefgh" * (1 << 18)):
            await socket.send(message)
            assert await socket.recv() == message
        line = json.dumps({"city": "Hamburg", "river": "Elbe", "districts": 7})
        for i in range(200):
            await socket.send(line + str(i))
        for i in range(200):
            assert await socket.recv() == line + str(i)
        await socket.send(["in ", "three ", "parts"])
        assert await socket.recv() == "in three parts"
        await (await socket.ping("ping"))
        await socket.close(4123, "done")
        assert socket.close_code == 4123, socket.close_code
    print("passed")


asyncio.run(asyncio.wait_for(main(sys.argv[1], json.loads(sys.argv[2])), 30))
