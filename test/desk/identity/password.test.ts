import { afterAll, describe, expect, test } from "@jest/globals";
import { findPasswordError } from "../../../src/desk/identity/password.ts";
import { createPasswordStrength } from "../../../src/desk/identity/password-strength.ts";

const strength = createPasswordStrength();
const owner = { username: "hoa.nguyen", name: "Nguyễn Thị Hoa" };
const judge = (typed: string) => findPasswordError(typed, owner, strength);

afterAll(() => strength.close());

describe("a password", () => {
  test.each([
    ["ngan qua", "ít nhất 12"],
    ["aaaaaaaaaaaaaaaa", "lặp lại"],
    ["hoa.nguyen la toi", "tên đăng nhập"],
    ["x".repeat(201), "dài nhất 200"],
    ["x".repeat(4_000_000), "dài nhất 200"],
  ])("is refused by its form: %.20s", async (typed, reason) => {
    expect(await judge(typed)).toContain(reason);
  });

  test.each([
    ...["123456789012", "password1234", "qwertyuiop12", "P@ssw0rd1234", "Password123456"],
    ...["iloveyou1234", "1q2w3e4r5t6y", "!QAZ2wsx#EDC", "qazwsxedcrfv", "trustno1trustno1"],
    ...["administrator", "admin1234567", "letmein12345", "abcdefghijkl", "abcd1234abcd"],
    ...["11223344556677", "zaq12wsxcde3", "qwerty-uiop-12", "Welcome-2026!"],
  ])("is refused because it is common or leaked: %s", async (typed) => {
    expect(await judge(typed)).toContain("dễ đoán");
  });

  test.each([
    ...["matkhau12345", "huongdan2026", "Matkhau@2026", "mật khẩu 12345", "Mật-Khẩu-2026!"],
    ...["congchuc2026", "dichvucong@hcm", "Vietnam@2026", "Hanoi@123456", "UbndPhuong@2026"],
    ...["anhyeuem12345", "khongbiet2026!", "H.u.o.n.g.d.a.n", "Hướng Dẫn 2026"],
    ...["hoanguyen@2026", "nguyenthihoa1990", "Nguyễn Thị Hoa 1"],
  ])("is refused because people here choose it: %s", async (typed) => {
    expect(await judge(typed)).toContain("dễ đoán");
  });

  test.each([
    ...["bon tu de nho nhe", "gà trống gáy sáng", "con meo treo cay cau", "mot cau moi de nho"],
    ...["correct horse battery staple", "x7Kp-9fQz-Lm2w", "k8#vPq2!mZr5", "ghế xanh nghe tàu"],
  ])("is accepted: %s", async (typed) => {
    expect(await judge(typed)).toBeNull();
  });

  test("is judged without holding anybody else up, however it repeats itself", async () => {
    let longestMs = 0;
    let lastMs = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 5);
    const hard = ["1234".repeat(50), "p@ssw0rd".repeat(25), "4@8({[<".repeat(28), "́ạ".repeat(60)];
    await Promise.all(hard.map(judge));
    clearInterval(watch);
    expect(longestMs).toBeLessThan(100);
  });
});

test("a password that cannot be judged is refused with a reason, and the next one is judged again", async () => {
  const closing = createPasswordStrength();
  const asked = closing.isWeak("ghế xanh nghe tàu", []);
  await closing.close();
  await expect(asked).rejects.toMatchObject({ status: 503, kind: "password-not-judged" });
  expect(await closing.isWeak("ghế xanh nghe tàu", [])).toBe(false);
  await closing.close();
});
