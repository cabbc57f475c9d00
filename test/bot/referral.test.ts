import { describe, expect, test } from "@jest/globals";
import { resolveReferral, typedCode } from "../../src/bot/referral.ts";

describe("where a link leads", () => {
  test.each([
    ["point:nha-van-hoa-3", { type: "start", point: "nha-van-hoa-3" }],
    ["point=nha-van-hoa-3", { type: "start", point: "nha-van-hoa-3" }],
    ["procedure:dang-ky-khai-sinh", { type: "start", procedure: "dang-ky-khai-sinh" }],
    ["PX12", { type: "start", lost: true }],
    ["point:", { type: "start", lost: true }],
    ["point:../x", { type: "start", lost: true }],
    ["", { type: "start", lost: true }],
    ["x".repeat(2_083), { type: "start", lost: true }],
  ])("%s", async (ref, arrival) => {
    expect(await resolveReferral(ref)).toEqual(arrival);
  });
});

describe("a typed code", () => {
  test.each([
    ["#PX12", "PX12"],
    [" #px12 ", "PX12"],
    ["# PX12", "PX12"],
    ["PX12", null],
    ["#12", null],
    ["#khaisinh", null],
    ["#hd|menu/topic/1|x", null],
    ["mã là #PX12", null],
    ["#khai sinh", null],
    ["#", null],
  ])("%s", (text, code) => {
    expect(typedCode(text)).toBe(code);
  });
});
