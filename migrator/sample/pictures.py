"""The pictures of the sample, drawn when it is made. Each name gives a picture of its own, the same every time."""

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
Color = tuple[int, int, int]

_DAY, _DUSK, _NIGHT = (
    ((120, 180, 230), (235, 225, 200)),
    ((60, 40, 95), (245, 150, 90)),
    ((6, 8, 30), (38, 46, 92)),
)
_GREEN, _PINK, _BLUE = (
    ((10, 40, 50), (70, 160, 110)),
    ((60, 20, 60), (240, 130, 150)),
    ((12, 20, 60), (90, 140, 210)),
)


def draw(name: str) -> tuple[bytes, str]:
    """Return a picture's bytes and its file extension; the name ends in `_png` for a PNG."""
    scene = _SCENES[name]
    image = scene(random.Random(name))  # noqa: S311  # a drawing, not a secret
    file = io.BytesIO()
    if name.endswith("_png"):
        image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(file, "PNG", optimize=True)
        return file.getvalue(), "png"
    image.save(file, "JPEG", quality=82)
    return file.getvalue(), "jpg"


def _sky(colors: tuple[Color, Color], size: tuple[int, int] = SIZE) -> Image.Image:
    """Fade from the first colour above to the second below."""
    top, bottom = colors
    column = Image.new("RGB", (1, size[1]))
    for y in range(size[1]):
        share = y / (size[1] - 1)
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize(size)


def _stars(image: Image.Image, chance: random.Random, count: int, *, down_to: float = 0.75) -> None:
    pen = ImageDraw.Draw(image)
    width, height = image.size
    for _ in range(count):
        x, y, r = chance.uniform(0, width), chance.uniform(0, height * down_to), chance.choice((1, 1, 1, 2, 3))
        glow = chance.randint(170, 255)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(glow, glow, 235))


def _hills(image: Image.Image, chance: random.Random, base: Color, layers: int = 4) -> None:
    pen = ImageDraw.Draw(image)
    width, height = image.size
    for layer in range(layers):
        share = (layer + 1) / layers
        shift, wave = chance.uniform(0, math.tau), chance.uniform(150, 320)
        ground = height * (0.62 + 0.09 * layer)
        line = [
            (x, ground - 60 * math.sin(x / wave + shift) - 22 * math.sin(x / 61 + shift * 3))
            for x in range(0, width + 10, 10)
        ]
        tint = tuple(round(part * (1.15 - 0.8 * share)) for part in base)
        pen.polygon([(0, height), *line, (width, height)], fill=tint)


def _disc(image: Image.Image, at: tuple[float, float], radius: float, color: Color, *, glow: int = 0) -> None:
    x, y = at
    if glow:
        halo = Image.new("L", image.size)
        ImageDraw.Draw(halo).ellipse(
            (x - radius * 1.5, y - radius * 1.5, x + radius * 1.5, y + radius * 1.5), fill=150
        )
        image.paste(color, mask=halo.filter(ImageFilter.GaussianBlur(glow)))
    ImageDraw.Draw(image).ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)


def _landscape(
    colors: tuple[Color, Color], hills: Color, *, stars: int = 0
) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        image = _sky(colors)
        _stars(image, chance, stars)
        _disc(
            image,
            (chance.uniform(200, 1000), chance.uniform(160, 380)),
            chance.uniform(38, 80),
            (255, 244, 214),
            glow=40,
        )
        _hills(image, chance, hills)
        return image

    return scene


def _eclipse(covered: float) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        dark = _sky(((20 + round(90 * (1 - covered)),) * 3, (50, 44, 80)))
        _stars(dark, chance, round(120 * covered))
        _disc(dark, (600, 430), 250, (255, 226, 150), glow=60)
        _disc(dark, (600 + 520 * (1 - covered), 430 - 40 * (1 - covered)), 246, (18, 16, 30))
        return dark

    return scene


def _loaf(crust: Color, board: Color, *, size: float = 1.0) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        image = _sky(((236, 224, 204), (206, 180, 148)))
        pen = ImageDraw.Draw(image)
        pen.rounded_rectangle((120, 610, 1080, 740), 36, fill=board)
        wide, high = 380 * size, 300 * size
        pen.ellipse((600 - wide, 660 - 1.4 * high, 600 + wide, 690), fill=crust)
        for cut in range(-2, 3):
            x, y = 600 + cut * 0.34 * wide, 640 - high + abs(cut) * 26
            pen.line((x - 40, y + 60, x + 40, y - 40), fill=(248, 232, 196), width=20)
        for _ in range(260):
            x, y = chance.gauss(600, wide / 2), chance.uniform(650 - high, 660)
            pen.ellipse((x, y, x + 3, y + 3), fill=(252, 246, 232))
        return image

    return scene


def _ring(
    dough: Color, back: tuple[Color, Color], *, many: bool = False
) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        image = _sky(back)
        _stars(image, chance, 160, down_to=1)
        pen = ImageDraw.Draw(image)
        spots = (
            [(chance.uniform(120, 1080), chance.uniform(120, 780), 70.0) for _ in range(24)]
            if many
            else [(600.0, 450.0, 290.0)]
        )
        for x, y, r in spots:
            turn = chance.uniform(0, 360)
            if many:
                pen.arc((x - r, y - r, x + r, y + r), turn, turn + 200, fill=dough, width=round(r / 2.6))
            else:
                pen.ellipse((x - r, y - r, x + r, y + r), outline=dough, width=round(r / 2))
        for _ in range(0 if many else 320):
            angle, reach = chance.uniform(0, math.tau), chance.gauss(218, 32)
            x, y = 600 + reach * math.cos(angle), 450 + reach * math.sin(angle)
            pen.ellipse((x, y, x + 9, y + 5), fill=(250, 240, 214))
        return image

    return scene


def _streak(color: Color, *, tail: float) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        image = _sky(_NIGHT)
        _stars(image, chance, 420)
        glow = Image.new("L", image.size)
        pen = ImageDraw.Draw(glow)
        for step in range(120):
            share = step / 119
            x, y, r = 340 + tail * share, 330 - tail * 0.55 * share, 26 * (1 - share) + 3
            pen.ellipse((x - r, y - r, x + r, y + r), fill=round(235 * (1 - share) ** 1.6))
        image.paste(color, mask=glow.filter(ImageFilter.GaussianBlur(7)))
        _disc(image, (340, 330), 12, (255, 255, 250), glow=12)
        _hills(image, chance, (20, 24, 40), layers=2)
        return image

    return scene


def _curtains(first: Color, second: Color) -> Callable[[random.Random], Image.Image]:
    def scene(chance: random.Random) -> Image.Image:
        image = _sky(_NIGHT)
        _stars(image, chance, 300)
        for color in (first, second):
            veil = Image.new("L", image.size)
            pen = ImageDraw.Draw(veil)
            shift = chance.uniform(0, math.tau)
            for x in range(0, SIZE[0], 6):
                foot = 470 + 130 * math.sin(x / 170 + shift)
                pen.line(
                    (x, foot, x, foot - 330 - 60 * math.sin(x / 37 + shift)), fill=chance.randint(60, 190), width=6
                )
            image.paste(color, mask=veil.filter(ImageFilter.GaussianBlur(18)))
        _hills(image, chance, (14, 18, 26), layers=2)
        return image

    return scene


def _spiral(chance: random.Random) -> Image.Image:
    image = _sky(((4, 4, 16), (16, 12, 36)))
    _stars(image, chance, 500, down_to=1)
    pen = ImageDraw.Draw(image)
    for _ in range(7000):
        reach = abs(chance.gauss(0, 190))
        angle = reach / 70 + chance.choice((0, math.pi)) + chance.gauss(0, 0.28)
        x, y = 600 + reach * math.cos(angle) * 1.5, 450 + reach * math.sin(angle) * 0.72
        warm = max(0, 1 - reach / 260)
        pen.ellipse(
            (x, y, x + 3, y + 3), fill=(round(150 + 105 * warm), round(160 + 70 * warm), round(235 - 50 * warm))
        )
    return image.filter(ImageFilter.GaussianBlur(1))


def _planets(chance: random.Random) -> Image.Image:
    image = _sky(_DUSK)
    _stars(image, chance, 60, down_to=0.4)
    for number, color in enumerate(
        ((240, 240, 255), (255, 236, 190), (255, 170, 130), (255, 244, 220), (235, 215, 160))
    ):
        _disc(image, (210 + number * 190, 560 - number * 95), 9 + number * 3, color, glow=14)
    _hills(image, chance, (60, 40, 70), layers=3)
    return image


def _chart(chance: random.Random) -> Image.Image:
    image = Image.new("RGB", (1000, 700), (250, 246, 238))
    pen = ImageDraw.Draw(image)
    for number in range(12):
        high = 120 + 320 * abs(math.sin(number * 0.55)) + chance.uniform(-30, 30)
        left = 90 + number * 70
        pen.rounded_rectangle((left, 600 - high, left + 46, 600), 8, fill=(198, 130, 62))
        pen.ellipse((left + 14, 560 - high, left + 32, 578 - high), fill=(44, 52, 120))
    pen.line((70, 600, 950, 600), fill=(60, 50, 40), width=5)
    pen.line((70, 80, 70, 600), fill=(60, 50, 40), width=5)
    return image


_SCENES: dict[str, Callable[[random.Random], Image.Image]] = {
    "loaf": _loaf((176, 104, 44), (120, 78, 44)),
    "dough_small": _loaf((240, 224, 190), (150, 150, 156), size=0.62),
    "dough_big": _loaf((242, 228, 198), (150, 150, 156), size=0.98),
    "pumpkin": _loaf((220, 120, 30), (90, 60, 40)),
    "burn": _landscape(((200, 150, 130), (236, 200, 180)), (170, 90, 80)),
    "jar": _loaf((226, 206, 160), (70, 96, 110), size=0.7),
    "dusk": _landscape(_DUSK, (70, 40, 60)),
    "hills_blue": _landscape(_BLUE, (50, 80, 130), stars=80),
    "hills_pink": _landscape(_PINK, (120, 60, 90), stars=40),
    "hills_green": _landscape(_GREEN, (40, 110, 80), stars=60),
    "comet": _streak((150, 210, 255), tail=520),
    "meteor": _streak((150, 255, 180), tail=760),
    "eclipse1": _eclipse(0.25),
    "eclipse2": _eclipse(0.55),
    "eclipse3": _eclipse(0.8),
    "eclipse4": _eclipse(1.0),
    "moon_red": _landscape(((16, 6, 10), (70, 24, 20)), (40, 16, 18), stars=200),
    "croissants": _ring((214, 150, 80), _DAY, many=True),
    "bagel": _ring((206, 140, 70), ((2, 2, 6), (20, 16, 26))),
    "conjunction": _landscape(_DUSK, (40, 30, 50), stars=30),
    "planets": _planets,
    "galaxy": _spiral,
    "chart_png": _chart,
    "aurora1": _curtains((90, 255, 170), (230, 110, 200)),
    "aurora2": _curtains((240, 90, 150), (120, 255, 190)),
}
