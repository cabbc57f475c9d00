import process from "node:process";
import { parseArgs } from "node:util";
import { controlOf } from "./control.ts";
import { startZaloStandIn } from "./stand-in.ts";

/** `node test/platforms/zalo/run.ts --port N [--access-token T] [--requests-per-minute N]`, until it is killed. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "access-token": { type: "string" },
    "requests-per-minute": { type: "string" },
  },
});
const accessToken = values["access-token"];
const perMinute = values["requests-per-minute"];
const standIn = await startZaloStandIn({
  port: Number(values.port),
  ...(accessToken !== undefined && { accessToken }),
  ...(perMinute !== undefined && { requestsPerMinute: Number(perMinute) }),
  extra: controlOf(() => standIn),
});
console.log(JSON.stringify({ url: standIn.url, pid: process.pid }));
