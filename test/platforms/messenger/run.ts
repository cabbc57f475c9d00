import process from "node:process";
import { parseArgs } from "node:util";
import { controlOf } from "./control.ts";
import { type MetaStandIn, startMetaStandIn } from "./stand-in.ts";

/** `node test/platforms/messenger/run.ts --port N [--webhook-url URL] [--messages-per-second N]`, until it is killed. */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "webhook-url": { type: "string" },
    "messages-per-second": { type: "string" },
  },
});
const webhookUrl = values["webhook-url"];
const perSecond = values["messages-per-second"];
const standIn: MetaStandIn = await startMetaStandIn({
  port: Number(values.port),
  ...(webhookUrl !== undefined && { webhookUrl, echoes: true }),
  ...(perSecond !== undefined && { messagesPerSecond: Number(perSecond) }),
  extra: controlOf(() => standIn),
});
console.log(JSON.stringify({ url: standIn.url, pid: process.pid }));
