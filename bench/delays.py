"""A relay that makes a server seem far away: everything arrives half a round trip later, on both ways.

A new connection costs a round trip too, as TCP's handshake does. It runs in a process of its own.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

from bench.servers import Server


@contextlib.contextmanager
def before(server: Server, round_trip_ms: float) -> Iterator[Server]:
    """Put a relay before a server; the server must take any name for its own."""
    port = urlsplit(server.url).port
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.delays", str(port), str(round_trip_ms)], stdout=subprocess.PIPE, text=True
    )
    try:
        yield Server(f"http://127.0.0.1:{json.loads(process.stdout.readline())}", server.token)
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


async def relay(port: int, half_s: float) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * half_s)  # the handshake
        there = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(carry(reader, there[1], half_s), carry(there[0], writer, half_s))

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, half_s: float) -> None:
    """Hand on what comes, each piece `half_s` seconds after it came, in order."""
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while True:
            due, data = await waiting.get()
            await asyncio.sleep(max(0.0, due - loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)

    delivering = asyncio.create_task(deliver())
    try:
        while data := await reader.read(1 << 16):
            waiting.put_nowait((loop.time() + half_s, data))
    except ConnectionError:
        pass
    waiting.put_nowait((loop.time() + half_s, b""))
    await delivering


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(relay(int(sys.argv[1]), float(sys.argv[2]) / 2000))
