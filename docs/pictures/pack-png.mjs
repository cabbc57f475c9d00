// Rewrites PNG files with a palette of their 256 commonest colours: `node docs/pictures/pack-png.mjs FILE…`.
// A drawing has few colours besides the soft edges of its letters, and becomes a third of what the browser wrote.
import { readFileSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

const maxColours = 256;

for (const file of process.argv.slice(2)) {
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  const colourAt = (pixel) => data.readUIntBE(pixel * 4, 3);
  const counts = new Map();
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    counts.set(colourAt(pixel), (counts.get(colourAt(pixel)) ?? 0) + 1);
  }
  const palette = [...counts.keys()]
    .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, maxColours);
  const nearest = new Map([...counts.keys()].map((colour) => [colour, findNearest(colour, palette)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const row = Math.floor(pixel / width);
    rows[pixel + row + 1] = nearest.get(colourAt(pixel)) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  const packed = deflateSync(rows, { level: 9 });
  const chunks = [chunk("IHDR", header), chunk("PLTE", colours), chunk("IDAT", packed)];
  writeFileSync(file, Buffer.concat([signature, ...chunks, chunk("IEND", Buffer.alloc(0))]));
}

function findNearest(colour, palette) {
  const distances = palette.map((each) => distance(channels(each), channels(colour)));
  return distances.indexOf(Math.min(...distances));
}

function distance(a, b) {
  return a.reduce((sum, value, index) => sum + (value - b[index]) ** 2, 0);
}

function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
