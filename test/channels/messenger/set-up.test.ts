import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "@jest/globals";
import { testPage } from "../../platforms/messenger/accounts.ts";
import { type MetaStandIn, startMetaStandIn } from "../../platforms/messenger/stand-in.ts";

/** Runs the two commands as an operator does, against the stand-in. */
const run = promisify(execFile);
const open: MetaStandIn[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((standIn) => standIn.close()));
});

async function startStandIn(): Promise<MetaStandIn> {
  const standIn = await startMetaStandIn();
  open.push(standIn);
  return standIn;
}

async function command(
  name: "setup" | "check",
  standIn: MetaStandIn,
  ...args: readonly string[]
): Promise<{ code: number; out: string }> {
  const env = {
    PATH: process.env["PATH"] ?? "",
    MESSENGER_PAGE_ID: testPage.pageId,
    MESSENGER_APP_SECRET: testPage.appSecret,
    MESSENGER_PAGE_TOKEN: testPage.pageToken,
    MESSENGER_VERIFY_TOKEN: testPage.verifyToken,
    MESSENGER_GRAPH_URL: standIn.url,
    PUBLIC_URL: "http://127.0.0.1:9",
  };
  try {
    const program = `src/cli/messenger-${name}.ts`;
    const { stdout } = await run(process.execPath, [program, ...args], { env });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code, out: `${stdout}${stderr}` };
  }
}

describe("npm run messenger:setup", () => {
  test("shows the differences and changes nothing without consent", async () => {
    const standIn = await startStandIn();
    const { code, out } = await command("setup", standIn);
    expect(code).toBe(1);
    expect(out).toMatch(/get_started:\n {2}\+ \{"payload":"GET_STARTED"\}/);
    expect(out).toContain("+ messaging_referrals");
    expect(out).toContain("--yes");
    expect([standIn.admin.profile, standIn.admin.fields.size]).toEqual([{}, 0]);
  });

  test("makes every change, confirms it, and finds nothing to do the next time", async () => {
    const standIn = await startStandIn();
    standIn.admin.answer("POST", "/me/messenger_profile", new URLSearchParams(), {
      greeting: [{ locale: "default", text: "Chào" }],
      ice_breakers: [{ question: "?" }],
    });
    const first = await command("setup", standIn, "--yes");
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining("Done") });
    expect(first.out).toContain('- [{"locale":"default","text":"Chào"}]');
    expect(Object.keys(standIn.admin.profile).toSorted()).toEqual([
      ...["get_started", "greeting", "persistent_menu"],
    ]);
    expect(standIn.admin.fields).toContain("message_echoes");
    const second = await command("setup", standIn);
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining("nothing to change") });
  });

  test("reports an expired token in plain words without printing it", async () => {
    const standIn = await startStandIn();
    standIn.setToken(false);
    const { code, out } = await command("setup", standIn, "--yes");
    expect(code).toBe(1);
    expect(out).toContain("MESSENGER_PAGE_TOKEN is invalid or has expired");
    expect(out).not.toContain(testPage.pageToken);
  });

  test("prints its usage after an unknown argument", async () => {
    const { code, out } = await command("setup", await startStandIn(), "--force");
    expect([code, out]).toEqual([1, expect.stringContaining("npm run messenger:setup")]);
  });
});

describe("npm run messenger:check", () => {
  test("reports the state of each subject and what to do", async () => {
    const standIn = await startStandIn();
    const { code, out } = await command("check", standIn);
    expect(code).toBe(1);
    expect(out).toMatch(/ok {6}page: The token belongs to UBND phường Thử Nghiệm/);
    expect(out).toMatch(
      /ERROR {3}subscriptions: .*messages.*\n +next: Run npm run messenger:setup/,
    );
    expect(out).toMatch(/ERROR {3}webhook: .*does not answer/);
    expect(out).toContain("4 to fix");
  });
});
