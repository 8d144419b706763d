/** Reduces the size of a PNG with a palette of its 256 most frequent colours. */
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE_LENGTH = 8;
/** Bytes per pixel: red, green and blue. */
const POINT = 3;
/** Colours with a smaller squared distance are treated as the same. */
const ALIKE = 100;

export function packed(png) {
  const { width, height, data } = read(png);
  const points = unfiltered(inflateSync(data), width * POINT, height);
  const colours = chosen(counted(points));
  const nearest = new Map(colours.map((colour, index) => [colour, index]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    const colour = points.readUIntBE(at * POINT, POINT);
    let index = nearest.get(colour);
    if (index === undefined) {
      index = closest(colours, colour);
      nearest.set(colour, index);
    }
    rows[at + Math.floor(at / width) + 1] = index;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap(channels));
  return Buffer.concat([
    png.subarray(0, SIGNATURE_LENGTH),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function read(png) {
  const data = [];
  let [width, height] = [0, 0];
  for (let at = SIGNATURE_LENGTH; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    const kind = png.toString("latin1", at + 4, at + 8);
    if (kind === "IDAT") data.push(body);
    if (kind !== "IHDR") continue;
    [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    if (body[8] !== 8 || body[9] !== 2) throw new Error("not an 8-bit RGB image");
  }
  return { width, height, data: Buffer.concat(data) };
}

/** Reverts the filters, which store each row as the difference from its neighbours. */
function unfiltered(rows, length, height) {
  const points = Buffer.alloc(length * height);
  for (let row = 0; row < height; row += 1) {
    const filter = rows[row * (length + 1)];
    for (let at = 0; at < length; at += 1) {
      const here = row * length + at;
      const left = at >= POINT ? points[here - POINT] : 0;
      const above = row > 0 ? points[here - length] : 0;
      const corner = at >= POINT && row > 0 ? points[here - length - POINT] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      points[here] = rows[row * (length + 1) + 1 + at] + guess;
    }
  }
  return points;
}

function paeth(left, above, corner) {
  const guess = left + above - corner;
  const [a, b, c] = [left, above, corner].map((each) => Math.abs(guess - each));
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** The colours by frequency. */
function counted(points) {
  const counts = new Map();
  for (let at = 0; at < points.length; at += POINT) {
    const colour = points.readUIntBE(at, POINT);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
}

/** The most frequent colours, without those that are treated as the same. */
function chosen(colours) {
  const palette = [];
  for (const colour of colours) {
    if (palette.length === 256) break;
    if (palette.every((other) => distance(other, colour) > ALIKE)) palette.push(colour);
  }
  return palette;
}

function distance(one, other) {
  const [a, b] = [channels(one), channels(other)];
  return a.reduce((sum, each, index) => sum + (each - b[index]) ** 2, 0);
}

function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function closest(colours, wanted) {
  const distances = colours.map((colour) => distance(colour, wanted));
  return distances.indexOf(Math.min(...distances));
}

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(checksum(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The checksum of a chunk: CRC-32. */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
