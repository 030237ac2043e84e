"""Pictures for the people of the simulated server, drawn here so that none has to be shipped."""

import io

from PIL import Image, ImageDraw, ImageFont

SIZE = 128
WHITE = (255, 255, 255)
BOT_COLOUR = (31, 58, 95)
BOT_ACCENT = (242, 184, 75)


def letter_face(letter: str, colour: tuple[int, int, int]) -> bytes:
    """Draw a person's picture: a letter on a colour.

    Args:
        letter: One capital letter.
        colour: Red, green and blue, 0 to 255 each.

    Returns:
        A square PNG.
    """
    image = Image.new("RGB", (SIZE, SIZE), colour)
    draw = ImageDraw.Draw(image)
    draw.text((SIZE / 2, SIZE / 2), letter, font=ImageFont.load_default(SIZE * 0.55), fill=WHITE, anchor="mm")
    return _png(image)


def bot_face() -> bytes:
    """Draw the bot's picture: two speech bubbles, one answering the other.

    Returns:
        A square PNG.
    """
    image = Image.new("RGB", (SIZE, SIZE), BOT_COLOUR)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((22, 26, 86, 66), radius=12, fill=WHITE)
    draw.polygon(((36, 62), (36, 84), (56, 62)), fill=WHITE)
    draw.rounded_rectangle((48, 58, 108, 94), radius=12, fill=BOT_ACCENT, outline=BOT_COLOUR, width=5)
    draw.polygon(((96, 88), (96, 110), (76, 88)), fill=BOT_ACCENT)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
