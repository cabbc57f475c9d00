import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { parseFile } from "../../src/desk/files/parse-file.ts";
import { dossierLimits } from "../../src/desk/files/table-limits.ts";
import { openTestDesks, type Visitor } from "./desk-server.ts";
import { uploadCsv } from "./upload-csv.ts";

const desks = await openTestDesks("PGlite");

/** Composing this text takes time in the square of its length. */
const marks = "\u0301\u0323".repeat(15_000);
/** A form field has at most 1,000 letters of four units each, a cell of a file 8,000 units. */
const maxNormalizedUnits = 8_000;

/** The longest text that was normalised since the test began. */
let longestNormalized: number;

beforeEach(() => {
  longestNormalized = 0;
  const normalize = String.prototype.normalize;
  jest.spyOn(String.prototype, "normalize").mockImplementation(function (this: string, form) {
    longestNormalized = Math.max(longestNormalized, this.length);
    return this.length > maxNormalizedUnits ? "" : normalize.call(this, form);
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe.each(desks)("hostile input at the desk on $name", ({ desk }) => {
  let official: Visitor;

  beforeAll(async () => {
    official = await desk.person("official", { agency: await desk.agency("UBND phường Một") });
  });

  const headers = (type: string) => ({ "content-type": type, accept: "application/json" });

  test.each([
    ["username", { username: `a${marks}`, password: "mat khau" }],
    ["password", { username: "admin", password: `a${marks}` }],
    ["next", { username: "admin", password: "mat khau", next: marks }],
  ])(
    "a sign-in whose %s is too long is refused before the text is normalised",
    async (_field, payload) => {
      const response = await desk.app.inject({
        method: "POST",
        url: "/desk/sign-in",
        headers: headers("application/json"),
        payload,
      });
      expect([400, 422]).toContain(response.statusCode);
      expect(longestNormalized).toBeLessThanOrEqual(maxNormalizedUnits);
    },
  );

  test("a form without a file is refused as multipart, whatever it holds", async () => {
    const field = `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n${"x".repeat(1_000)}\r\n`;
    const response = await desk.app.inject({
      method: "POST",
      url: "/desk/sign-in",
      headers: headers("multipart/form-data; boundary=b"),
      payload: `${field.repeat(1_000)}--b--\r\n`,
    });
    expect(response.statusCode).toBe(415);
  });

  test("an upload with more fields than its form has is refused", async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`x${at}`, "x"]));
    const response = await uploadCsv(official, Buffer.from("ma ho so\n1\n"), many);
    expect(response.statusCode).toBe(413);
  });

  test("a field of an upload that is too long is refused", async () => {
    const response = await uploadCsv(official, Buffer.from("ma ho so\n1\n"), {
      x: "x".repeat(70_000),
    });
    expect(response.statusCode).toBe(413);
  });

  test("cells of a file are cut before they are normalised", async () => {
    // As the thread does, whose calls nobody counts here.
    await parseFile(Buffer.from(`ma ho so,trang thai\na${marks},2\n`), dossierLimits);
    expect(longestNormalized).toBeLessThanOrEqual(maxNormalizedUnits);
  });

  test.each([
    ["a cell of 4 MB", `"${"x".repeat(4_000_000)}"`, "dòng quá dài"],
    ["4 MB of separators", ",".repeat(4_000_000), "hơn 100 cột"],
  ])("a file with %s is refused with a reason", async (_what, line, reason) => {
    const response = await uploadCsv(official, Buffer.from(`ma ho so\n${line}\n`));
    expect(response.statusCode).toBe(422);
    expect(response.body).toContain(reason);
  });
});
