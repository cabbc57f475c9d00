import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from "node:zlib";
import { FileError } from "./file-error.ts";

/** Of all parts of an archive. 10,000 rows with long texts have 60 MB. */
const maxUnpackedBytes = 128 * 1024 * 1024;
/** A sheet with thousands of equal rows is packed to a hundredth; bombs to a thousandth. */
const maxRatio = 200;
/** Below this the ratio says nothing. */
const minJudgedBytes = 16 * 1024 * 1024;

interface Unpacked {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Returns what SheetJS needs of `node:zlib`. Unpacking stops where an archive unpacks to more than any spreadsheet: what it says
 * of its own sizes may lie. One is for one file.
 */
export function createBoundedZlib() {
  let unpackedBytes = 0;
  return {
    deflateRawSync,
    InflateRaw: class {
      readonly _finishFlushFlag = constants.Z_FINISH;
      bytesRead = 0;

      _processChunk(packed: Uint8Array): Buffer {
        const { buffer, engine } = inflate(packed, maxUnpackedBytes - unpackedBytes + 1);
        this.bytesRead = engine.bytesWritten;
        unpackedBytes += buffer.length;
        const ratio = buffer.length / Math.max(1, engine.bytesWritten);
        if (unpackedBytes > maxUnpackedBytes) throw tooLarge();
        if (buffer.length > minJudgedBytes && ratio > maxRatio) throw tooLarge();
        return buffer;
      }
    },
  };
}

function inflate(packed: Uint8Array, maxOutputLength: number): Unpacked {
  const options: ZlibOptions = { maxOutputLength, info: true };
  try {
    // With `info` the answer has this shape; the types do not know it.
    return inflateRawSync(packed, options) as unknown as Unpacked;
  } catch (error) {
    throw Error.isError(error) && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge()
      : error;
  }
}

function tooLarge(): FileError {
  return new FileError("Bảng trong tệp này bung ra quá lớn; bạn chia thành nhiều tệp");
}
