"""deflate_client.py URL SEED OPTIONS: talks to an echo server, in messages of many kinds, whole and in fragments.

OPTIONS is a JSON list: the arguments of ClientPerMessageDeflateFactory, one connection for each. Prints what was
negotiated, a line for each.
"""
import asyncio
import json
import random
import sys

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory


def message(choose):
    length = choose.choice((20, 500, 3000, 40_000))
    length = choose.randrange(length)
    kind = choose.randrange(5)
    if kind == 0:
        return choose.randbytes(length)
    if kind == 1:
        return bytes([choose.randrange(256)]) * length
    if kind == 2:
        period = choose.randbytes(1 + choose.randrange(5000))
        return (period * (length // len(period) + 1))[:length]
    if kind == 3:
        return "Grüße 😀 " * (length // 10)
    return json.dumps([{"id": choose.randrange(10_000), "city": "Hamburg", "depth": choose.random()}
                       for _ in range(length // 60)])


def parts(whole, choose):
    if choose.randrange(3) or not whole:
        return whole
    cuts = sorted(choose.randrange(len(whole) + 1) for _ in range(choose.randrange(4)))
    return [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)])]


async def talk(url, options, choose):
    factory = ClientPerMessageDeflateFactory(**options)
    async with websockets.connect(url, compression=None, extensions=[factory], max_size=8 << 20) as socket:
        print("extensions=" + " ".join(extension.name for extension in socket.extensions), options)
        for _ in range(10):
            sent = [message(choose) for _ in range(8)]
            for whole in sent:
                await socket.send(parts(whole, choose))
            await (await socket.ping())
            for whole in sent:
                assert await socket.recv() == whole


async def main(url, seed, options):
    choose = random.Random(seed)
    for each in options:
        await talk(url, each, choose)
    print("passed")


asyncio.run(asyncio.wait_for(main(sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])), 60))
