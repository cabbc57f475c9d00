import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { createMailer } from "../../../src/channels/email/mailer.ts";
import { pushMessage } from "../push-message.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function mailServer(options: SMTPServerOptions = {}) {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const mailer = createMailer({
    url: `smtp://127.0.0.1:${port}`,
    from: "Hướng Dẫn <bot@example.vn>",
  });
  closing.push(
    () => mailer.close(),
    () => server.close(),
  );
  const send = (to = "sau@example.vn") => mailer.route.send({ account: "", to }, pushMessage);
  return { mails, send };
}

function refuse(code: number) {
  return Object.assign(new Error("refused: sau@example.vn"), { responseCode: code });
}

test("sends subject and text, with the same id at every try", async () => {
  const { mails, send } = await mailServer();
  expect(await send()).toEqual({ outcome: "sent", platformId: "<hd-7@example.vn>" });
  const [mail = ""] = mails;
  expect(mail).toMatch(/Message-ID: <hd-7@example.vn>/i);
  expect(mail).toMatch(/^To: sau@example.vn/m);
  const [, encoded = ""] = mail.split("\r\n\r\n");
  const isBase64 = /transfer-encoding: base64/i.test(mail);
  const body = isBase64
    ? Buffer.from(encoded, "base64").toString("utf8")
    : Buffer.from(
        encoded
          .replaceAll("=\r\n", "")
          .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          ),
        "latin1",
      ).toString("utf8");
  expect(body).toContain("Ghi chú của cơ quan: “Đủ giấy tờ”");
});

test.each([
  [550, "rejected"],
  [451, "retry"],
])("reports an answer of %d as %s, without the address", async (code, outcome) => {
  const { send } = await mailServer({ onRcptTo: (_address, _session, done) => done(refuse(code)) });
  const result = await send();
  expect(result).toMatchObject({ outcome });
  expect(JSON.stringify(result)).not.toContain("sau@");
});

test("rejects what is no address without a try, and retries if the server is unreachable", async () => {
  const { send, mails } = await mailServer();
  for (const to of ["", "sau", "a@b.vn, c@d.vn", "a@b.vn\r\nBcc: x@y.vn"]) {
    expect(await send(to)).toMatchObject({ outcome: "rejected" });
  }
  expect(mails).toEqual([]);
  const away = createMailer({ url: "smtp://127.0.0.1:9", from: "bot@example.vn" });
  closing.push(() => away.close());
  const result = await away.route.send({ account: "", to: "sau@example.vn" }, pushMessage);
  expect(result).toMatchObject({ outcome: "retry" });
});
