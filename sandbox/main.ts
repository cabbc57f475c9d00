import process from "node:process";
import { parseArgs } from "node:util";
import { shutDownOnSignals } from "../src/app/shutdown.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";

/** `npm run sandbox [-- --port N]`: shows both platforms on one page, without an account at either. */

const usage = "Cách dùng: npm run sandbox [-- --port N], N từ 0 (cổng trống bất kỳ) đến 65535";
const defaultPort = 3100;
const maxPort = 65_535;

const requestedPort = readPort();
const sandbox = await open();
shutDownOnSignals(
  () => sandbox.close(),
  {
    on: (signal, listener) => process.on(signal, listener),
    exit: (code) => process.exit(code),
    after: (ms, callback) => setTimeout(callback, ms),
  },
  (error) => console.error(error),
);
console.log(`Sân thử Hướng Dẫn đã sẵn sàng. Mở ${sandbox.url}`);
console.log(`Bàn làm việc của cán bộ: ${sandbox.deskUrl}`);
for (const { role, username, password, needsCode } of sandbox.accounts) {
  const code = needsCode ? ", mã 6 số xem trên trang" : "";
  console.log(`  ${role}: tên ${username}, mật khẩu ${password}${code}`);
}
console.log("Không gì là thật, không gì được giữ lại. Nhấn Ctrl+C để tắt.");

/** Returns the port of the command line, or null if none was given. */
function readPort(): number | null {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" } } });
    if (values.port === undefined) return null;
    const port = Number(values.port);
    if (/^\d+$/.test(values.port) && port <= maxPort) return port;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(error.message);
  }
  console.error(usage);
  process.exit(1);
}

/** Opens the sandbox. If the default port is in use, takes a free one; a requested port must be free. */
async function open(): Promise<Sandbox> {
  const environment = process.env;
  try {
    return await openSandbox({ port: requestedPort ?? defaultPort, environment });
  } catch (error) {
    const isTaken = Error.isError(error) && "code" in error && error.code === "EADDRINUSE";
    if (isTaken && requestedPort === null) return openSandbox({ port: 0, environment });
    if (Error.isError(error) && "report" in error) console.error(error.report);
    else
      console.error(
        isTaken ? `Cổng ${requestedPort} đang có chương trình khác dùng. ${usage}` : error,
      );
    process.exit(1);
  }
}
