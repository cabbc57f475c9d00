import process from "node:process";
import { buildService, type Service } from "./app/app.ts";
import { shutDownOnSignals } from "./app/shutdown.ts";
import { type Config, readConfig } from "./config/config.ts";

/** The address cannot be listened on: taken, not ours, or not allowed. */
class ListenError extends Error {
  override readonly name = "ListenError";
  readonly report: string;

  constructor({ host, port }: Config, cause: Error) {
    const report = `HOST, PORT: cannot listen on ${host} port ${port}: ${cause.message}`;
    super(report, { cause });
    this.report = report;
  }
}

try {
  await start();
} catch (error) {
  console.error(reportOf(error) ?? error);
  process.exit(1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const service = await buildService(config);
  const address = await listen(service, config);
  shutDownOnSignals(
    () => service.close(),
    {
      on: (signal, listener) => process.on(signal, listener),
      exit: (code) => process.exit(code),
      after: (ms, callback) => setTimeout(callback, ms),
    },
    (error) => service.app.log.error(error),
  );
  // Port 0 lets the system choose, and only the listener knows what it chose.
  console.log(`Hướng Dẫn is ready: open ${config.port === 0 ? address : config.publicUrl}`);
}

async function listen(service: Service, config: Config): Promise<string> {
  try {
    return await service.app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await service.close();
    throw Error.isError(error) ? new ListenError(config, error) : error;
  }
}

/** What an operator needs to read, from the errors that have such a text; others are shown whole. */
function reportOf(error: unknown): string | null {
  if (!Error.isError(error) || !("report" in error)) return null;
  return typeof error.report === "string" ? error.report : null;
}
