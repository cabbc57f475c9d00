import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { readSignatureClaims, verifyZaloSignature } from "../../../src/channels/zalo/verify.ts";

/** The test vector of docs/platforms/zalo.md, "Signature". */
const body =
  '{"app_id":"1234567890123456789","event_name":"user_send_text","timestamp":"1750000000000",' +
  '"sender":{"id":"1000000000000000001"},"recipient":{"id":"2000000000000000002"},' +
  '"user_id_by_app":"3000000000000000003","message":{"msg_id":"aaaa1111bbbb2222cccc","text":"Xin chào"}}';
const mac = "bbdf217b9e8e8c2c9321b61036b8f8f8bbaf5616a9f0abcde89e69c03c64089f";
const secret = "test-oa-secret-key";

function verify(signature: string | undefined, text = body, header?: string, key = secret) {
  const claims = readSignatureClaims(JSON.parse(text), header);
  return claims && verifyZaloSignature(Buffer.from(text), claims, signature, key);
}

describe("Zalo's signature", () => {
  test("matches the published vector of 271 bytes", () => {
    expect(Buffer.byteLength(body)).toBe(271);
    expect(verify(`mac=${mac}`)).toBe("body");
  });

  test.each([
    ["without the prefix", mac],
    ["with blanks", ` mac = ${mac} `],
    ["in capitals", `MAC=${mac.toUpperCase()}`],
  ])("matches if it is written %s", (_how, signature) => {
    expect(verify(signature)).toBe("body");
  });

  test.each([
    ["absent", undefined],
    ["empty", ""],
    ["cut short", `mac=${mac.slice(0, 63)}`],
    ["of another message", `mac=${mac.replace("b", "c")}`],
    ["in another form", `sha256=${mac}`],
  ])("does not match if it is %s", (_how, signature) => {
    expect(verify(signature)).toBeNull();
  });

  test("does not match another secret or a reformatted body", () => {
    expect(verify(`mac=${mac}`, body, undefined, "the app secret")).toBeNull();
    expect(verify(`mac=${mac}`, body.replace(",", ", "))).toBeNull();
  });

  test("matches with the header's time if the body's does not match", () => {
    const hash = createHash("sha256").update(`1234567890123456789${body}1750000009999${secret}`);
    const signature = `mac=${hash.digest("hex")}`;
    expect(verify(signature, body, "1750000009999")).toBe("header");
    expect(verify(signature, body, "1750000009998")).toBeNull();
    expect(verify(signature)).toBeNull();
  });

  test("accepts a timestamp that is a number", () => {
    expect(
      readSignatureClaims({ app_id: "1", timestamp: 1750000000000 }, undefined)?.timestamps,
    ).toEqual([{ from: "body", value: "1750000000000" }]);
  });

  test.each([null, 7, "text", [], {}, { app_id: 1234567890 }, { app_id: "1 or 2" }])(
    "finds no signed claims in %p",
    (parsed) => {
      expect(readSignatureClaims(parsed, "1750000000000")).toBeNull();
    },
  );
});
