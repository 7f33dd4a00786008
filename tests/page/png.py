"""PNG pictures by zlib alone: what a screenshot shows, and small ones for documents.

Only what Chromium writes is read: 8 bits a channel, RGB or RGBA, not interlaced.
"""
import collections
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunks(data):
    at = len(SIGNATURE)
    while at < len(data):
        length, = struct.unpack_from(">I", data, at)
        yield data[at + 4:at + 8], data[at + 8:at + 8 + length]
        at += 12 + length


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def unfiltered(kind, line, above, step):
    """A line of bytes of which the filter was undone."""
    if kind == 2:
        return bytearray((x + b) & 255 for x, b in zip(line, above))
    for i in range(step if kind in (1, 3, 4) else len(line), len(line)):
        left = line[i - step]
        if kind == 1:
            line[i] = (line[i] + left) & 255
        elif kind == 3:
            line[i] = (line[i] + (left + above[i]) // 2) & 255
        else:
            line[i] = (line[i] + paeth(left, above[i], above[i - step])) & 255
    return line


def read(data):
    """Width, height and a list of rows, each the bytes of its RGB pixels."""
    parts = collections.defaultdict(bytes)
    for name, content in chunks(data):
        parts[name] += content
    width, height, depth, colours, *_, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if depth != 8 or colours not in (2, 6) or interlaced:
        raise ValueError("a PNG of a kind that is not read here")
    step = 3 if colours == 2 else 4
    raw = zlib.decompress(parts[b"IDAT"])
    rows, above = [], bytearray(step * width)
    for y in range(height):
        start = y * (step * width + 1)
        line = bytearray(raw[start + 1:start + 1 + step * width])
        kind = raw[start]
        for i in range(step if kind in (3, 4) else 0):  # the first pixel has none on its left
            line[i] = (line[i] + (above[i] // 2 if kind == 3 else above[i])) & 255
        above = unfiltered(kind, line, above, step) if kind else line
        rows.append(bytes(above) if step == 3 else
                    bytes(value for i, value in enumerate(above) if i % 4 != 3))
    return width, height, rows


def colours(rows):
    """How often each colour is there."""
    return collections.Counter(row[i:i + 3] for row in rows for i in range(0, len(row), 3))


def nearest(colour, palette):
    r, g, b = colour
    return min(range(len(palette)), key=lambda i: 2 * (palette[i][0] - r) ** 2 + 4 * (palette[i][1] - g) ** 2 +
               3 * (palette[i][2] - b) ** 2)


def palette_of(counts, size):
    """The colours of a picture, by halving the box of the most different ones until there are `size`."""
    boxes = [list(counts)]
    while len(boxes) < size:
        def spread(box):
            if len(box) < 2:
                return 0
            return max(max(c[k] for c in box) - min(c[k] for c in box) for k in range(3)) * \
                sum(counts[c] for c in box) ** 0.25
        box = max(boxes, key=spread)
        if len(box) < 2:
            break
        channel = max(range(3), key=lambda k: max(c[k] for c in box) - min(c[k] for c in box))
        box.sort(key=lambda c: c[channel])
        boxes.remove(box)
        boxes += [box[:len(box) // 2], box[len(box) // 2:]]
    return [max(box, key=lambda c: counts[c]) for box in boxes]


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def write_small(width, height, rows, size=64):
    """A PNG with a palette of that many colours."""
    counts = colours(rows)
    palette = palette_of(counts, size)
    index = {colour: nearest(colour, palette) for colour in counts}
    raw = b"".join(b"\0" + bytes(index[row[i:i + 3]] for i in range(0, len(row), 3)) for row in rows)
    return (SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)) +
            chunk(b"PLTE", b"".join(palette)) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))
