import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { FileError } from "./csv.ts";

/**
 * Reads the parts of a ZIP archive as spreadsheets are: a few files, stored or deflated, not encrypted. Everything is
 * bounded by what the archive's directory says and again while it is unpacked, because either may lie.
 */

const inflate = promisify(inflateRaw);
const signatures = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const;
const [endLength, entryLength, localLength] = [22, 46, 30];
const maxCommentLength = 0xffff;
const maxEntries = 1_000;
/** Of one part. A sheet of 10,000 rows with long texts has 60 MB. */
const maxPartBytes = 100 * 1024 * 1024;
const [stored, deflated] = [0, 8];
const encryptedFlag = 1;

interface Entry {
  readonly method: number;
  readonly packedBytes: number;
  readonly offset: number;
  readonly isEncrypted: boolean;
}

export interface ZipArchive {
  /** Unpacks a part; null if the archive has none of that name. Rejects with FileError if it cannot be unpacked. */
  read(name: string): Promise<Buffer | null>;
}

/** Reads the archive's directory. @throws FileError if it is no such archive. */
export function openZip(content: Buffer): ZipArchive {
  const entries = readDirectory(content);
  return {
    read: async (name) => {
      const entry = entries.get(name);
      return entry === undefined ? null : unpack(content, entry);
    },
  };
}

function readDirectory(content: Buffer): Map<string, Entry> {
  const end = findEnd(content);
  const count = content.readUInt16LE(end + 10);
  if (count > maxEntries) throw broken();
  const entries = new Map<string, Entry>();
  let at = content.readUInt32LE(end + 16);
  for (let number = 0; number < count; number += 1) {
    if (at + entryLength > end || content.readUInt32LE(at) !== signatures.entry) throw broken();
    const nameLength = content.readUInt16LE(at + 28);
    const name = content.toString("utf8", at + entryLength, at + entryLength + nameLength);
    entries.set(name, {
      isEncrypted: (content.readUInt16LE(at + 8) & encryptedFlag) !== 0,
      method: content.readUInt16LE(at + 10),
      packedBytes: content.readUInt32LE(at + 20),
      offset: content.readUInt32LE(at + 42),
    });
    at += entryLength + nameLength + content.readUInt16LE(at + 30) + content.readUInt16LE(at + 32);
  }
  return entries;
}

/** The archive ends with a record that points to its directory, and a comment of any length. */
function findEnd(content: Buffer): number {
  const first = Math.max(0, content.length - endLength - maxCommentLength);
  for (let at = content.length - endLength; at >= first; at -= 1) {
    if (content.readUInt32LE(at) === signatures.end) return at;
  }
  throw broken();
}

async function unpack(content: Buffer, entry: Entry): Promise<Buffer> {
  const { offset, packedBytes, method, isEncrypted } = entry;
  if (isEncrypted) throw new FileError("Tệp Excel có mật khẩu; bạn bỏ mật khẩu rồi thử lại");
  if (offset + localLength > content.length) throw broken();
  if (content.readUInt32LE(offset) !== signatures.local) throw broken();
  const begin =
    offset + localLength + content.readUInt16LE(offset + 26) + content.readUInt16LE(offset + 28);
  const packed = content.subarray(begin, begin + packedBytes);
  if (packed.length !== packedBytes) throw broken();
  if (method === stored) {
    if (packed.length > maxPartBytes) throw tooLarge();
    return packed;
  }
  if (method !== deflated) throw broken();
  try {
    return await inflate(packed, { maxOutputLength: maxPartBytes });
  } catch (error) {
    throw isTooLarge(error) ? tooLarge() : broken();
  }
}

function isTooLarge(error: unknown): boolean {
  return Error.isError(error) && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function broken(): FileError {
  return new FileError("Tệp Excel bị hỏng; bạn mở, lưu lại rồi thử lại");
}

function tooLarge(): FileError {
  return new FileError("Bảng trong tệp Excel quá lớn; bạn chia thành nhiều tệp");
}
