"""Small files of all kinds, made on the spot."""

import io
import struct

from PIL import Image


def picture(kind: str = "jpeg", size: tuple[int, int] = (640, 480), colour: str = "teal") -> bytes:
    """Return a one-coloured picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def animation(size: tuple[int, int] = (200, 200)) -> bytes:
    """Return an animated GIF of 0.8 s."""
    out = io.BytesIO()
    frames = [Image.new("RGB", size, (30 * shade, 90, 120)) for shade in range(8)]
    frames[0].save(out, "gif", save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


def box(name: bytes, *parts: bytes) -> bytes:
    """Return one box of an MP4 file."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def movie(size: tuple[int, int] = (640, 360), *, sound: bool = True) -> bytes:
    """Return the skeleton of a three-second MP4: the boxes are there, the frames are not."""

    def track(handler: bytes, width: int, height: int) -> bytes:
        head = box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
        return box(b"trak", head, box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(12))))

    tracks = [track(b"vide", *size), *([track(b"soun", 0, 0)] if sound else [])]
    clock = box(b"mvhd", bytes(12), struct.pack(">II", 1000, 3000), bytes(80))
    return box(b"ftyp", b"isom", bytes(4), b"isomavc1") + box(b"moov", clock, *tracks) + box(b"mdat", bytes(64))


HEIC = box(b"ftyp", b"heic", bytes(4), b"mif1heic") + bytes(64)
MP3 = b"ID3\x03" + bytes(6) + b"\xff\xfb\x50\xc4" + bytes(800)
PDF = b"%PDF-1.4\nhello"
WAV = b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + bytes(24)
BMP = picture("bmp", (8, 8))
TIFF = picture("tiff", (8, 8))
