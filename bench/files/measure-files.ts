import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { utils, write } from "@e965/xlsx";
import { signInOverHttp } from "../../test/desk/sign-in-over-http.ts";
import { startPostgres } from "../../test/servers/start-postgres.ts";
import { measureMs, percentile } from "../statistics.ts";
import {
  memoryMb,
  type Program,
  resetPeakMemory,
  serviceCommand,
  startProgram,
} from "../turns/program.ts";

const rows = 100_000;
const betweenTurnsMs = 20;
const pollMs = 500;
const maxMs = 30 * 60_000;
const administrator = { username: "admin", password: "chi de do mot lan nay" };

/** Times in seconds, and what residents waited for a reply meanwhile in milliseconds. */
export interface FileFigures {
  readonly megabytes: number;
  readonly uploadSeconds: number;
  readonly checkSeconds: number;
  readonly sendSeconds: number;
  readonly quietP99Ms: number;
  readonly uploadP99Ms: number;
  readonly checkP99Ms: number;
  readonly sendP99Ms: number;
  readonly peakMb: number;
  readonly sent: number;
}

/** Measures a file of 100,000 updates, as XLSX, on PostgreSQL or on the embedded database, while residents write. */
export async function measureFiles(on: "PostgreSQL" | "PGlite"): Promise<FileFigures> {
  const content = largeWorkbook();
  const dataDir = await mkdtemp(join(tmpdir(), "huong-dan-files-"));
  const postgres = on === "PostgreSQL" ? await startPostgres() : null;
  const environment = {
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
    TRUST_PROXY: "1",
    DESK_ADMIN_USER: administrator.username,
    DESK_ADMIN_PASSWORD: administrator.password,
    ...(postgres !== null && {
      DATABASE_URL: postgres.url,
      SECRET_KEY: randomBytes(32).toString("hex"),
    }),
  };
  const program = await startProgram({ command: serviceCommand, environment, onAllCores: true });
  try {
    return await measure(program, content);
  } finally {
    await program.stop();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(program: Program, content: Uint8Array<ArrayBuffer>): Promise<FileFigures> {
  const address = `http://127.0.0.1:${program.port}`;
  const token = await signInOverHttp(address, administrator);
  const desk = async <Answer>(path: string, body?: object | FormData): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${address}/desk${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        authorization: `Bearer ${token}`,
        // Between two calls the service may close a connection that is kept.
        connection: "close",
        ...(body !== undefined && !isForm && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const until = async (path: string, state: string): Promise<{ sentCount?: number }> => {
    for (const end = performance.now() + maxMs; performance.now() < end; ) {
      const shown = await desk<{ state: string; sentCount?: number }>(path);
      if (shown.state === state) return shown;
      await pause(pollMs);
    }
    throw new Error(`It is not ${state} after ${maxMs} ms`);
  };
  const agency = await desk<{ id: number }>("/agencies", { name: "UBND phường Bình Tiên" });
  const quiet = startWriting(address);
  await pause(5_000);
  const quietP99Ms = await quiet.stop();
  await resetPeakMemory(program);

  const form = new FormData();
  form.append("agency", String(agency.id));
  form.append("file", new Blob([content]), "ho-so.xlsx");
  let id = 0;
  const upload = await timed(address, async () => {
    ({ id } = await desk<{ id: number }>("/dossiers/import", form));
  });
  const path = `/dossiers/imports/${id}`;
  const check = await timed(address, () => until(path, "ready"));
  let sent = 0;
  const send = await timed(address, async () => {
    await desk(`${path}/send`, {});
    sent = (await until(path, "sent")).sentCount ?? 0;
  });
  return {
    megabytes: content.length / 1024 / 1024,
    uploadSeconds: upload.seconds,
    checkSeconds: check.seconds,
    sendSeconds: send.seconds,
    quietP99Ms,
    uploadP99Ms: upload.p99Ms,
    checkP99Ms: check.p99Ms,
    sendP99Ms: send.p99Ms,
    peakMb: (await memoryMb(program)).peak,
    sent,
  };
}

async function timed(address: string, work: () => Promise<unknown>) {
  const writing = startWriting(address);
  const seconds = (await measureMs(work)) / 1_000;
  return { seconds, p99Ms: await writing.stop() };
}

/** Visitors of the web page write one after another, each once. `stop` returns the 99th percentile of a turn. */
function startWriting(address: string): { stop(): Promise<number> } {
  const durations: number[] = [];
  let isStopped = false;
  let visitors = 0;
  const turn = async () => {
    visitors += 1;
    const response = await fetch(`${address}/web/messages`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        origin: address,
        "x-forwarded-for": `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`,
      },
      body: JSON.stringify({ id: randomUUID(), text: "đăng ký khai sinh" }),
    });
    if (!response.ok) throw new Error(`A turn failed: ${response.status} ${await response.text()}`);
  };
  const writing = (async () => {
    while (!isStopped) {
      durations.push(await measureMs(turn));
      await pause(betweenTurnsMs);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await writing;
      return percentile(durations, 0.99);
    },
  };
}

function largeWorkbook(): Uint8Array<ArrayBuffer> {
  const header = [
    ...["STT", "Mã hồ sơ", "Tên thủ tục", "Người nộp", "Số điện thoại", "Trạng thái"],
    ...["Ngày cập nhật", "Ngày tiếp nhận", "Ngày hẹn trả", "Ghi chú"],
  ];
  const lines = Array.from({ length: rows }, (_, at) => {
    const day = String((at % 28) + 1).padStart(2, "0");
    return [
      ...[at + 1, `000.00.16.H29-2611${day}-${String(at).padStart(5, "0")}`, "Đăng ký khai sinh"],
      ...[`Nguyễn Văn ${at}`, `09${String(10_000_000 + at)}`, "Đang xử lý"],
      ...["20/11/2026 08:30", "19/11/2026", "30/12/2026", "Chuyển phòng chuyên môn"],
    ];
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([header, ...lines]), "Hồ sơ");
  const content: Buffer = write(book, { type: "buffer", bookType: "xlsx", compression: true });
  return new Uint8Array(content);
}
