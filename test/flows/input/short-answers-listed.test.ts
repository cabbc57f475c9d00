import { expect, test } from "@jest/globals";
import { buildCatalog } from "../../../src/catalog/catalog.ts";
import { toListedId } from "../../../src/catalog/listed/listed-procedure.ts";
import { shortAnswer } from "../../../src/flows/input/short-answers.ts";
import { wordingIn } from "../../../src/wording/wording.ts";
import { listedProcedure } from "../../catalog/listed/listed-records.ts";
import { smallRecords } from "../../catalog/small-records.ts";

const record = listedProcedure();
const catalog = buildCatalog(smallRecords({ listed: [record] }));

test.each([
  ["fee", "100"],
  ["time", "10 ngày làm việc"],
  ["where", "Sở Tư pháp"],
  ["documents", "Đơn đề nghị"],
  ["steps", "Nộp hồ sơ"],
  ["eligibility", "Công dân Việt Nam"],
] as const)("a question about %s is answered from what the portal says", (intent, told) => {
  const answer = shortAnswer(intent, "", toListedId(record.code), {
    catalog,
    now: new Date("2026-11-30T09:00:00+07:00"),
    point: null,
    place: null,
    wording: wordingIn("vi"),
    contactPhone: null,
  });
  expect(answer?.toLowerCase()).toContain(told.toLowerCase());
});

test("another question has no short answer", () => {
  const answer = shortAnswer("hours", "", toListedId(record.code), {
    catalog,
    now: new Date(0),
    point: null,
    place: null,
    wording: wordingIn("vi"),
    contactPhone: null,
  });
  expect(answer).toBeNull();
});
