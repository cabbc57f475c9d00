import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openSandbox, type Sandbox } from "../../sandbox/sandbox.ts";

describe("the desk of the sandbox", () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await openSandbox({ port: 0, environment: { LOG_LEVEL: "silent" } });
  }, 60_000);
  afterAll(() => sandbox.close(), 30_000);

  /** Follows /desk of the printed address to the desk, and signs in there with what the page shows. */
  async function signIn(role: string) {
    const account = sandbox.accounts.find((one) => one.role === role);
    if (account === undefined) throw new TypeError(`no account of ${role}`);
    const { username, password, needsCode } = account;
    const { code } = (await (await fetch(`${sandbox.url}/desk-code`)).json()) as { code: string };
    const led = await fetch(sandbox.deskUrl);
    const origin = new URL(led.url).origin;
    const answer = await fetch(`${origin}/desk/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ username, password, ...(needsCode && { code }) }),
    });
    const { token } = (await answer.json()) as { token: string };
    const read = async (path: string) => {
      const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
      const shown = await fetch(`${origin}${path}`, { headers });
      return { status: shown.status, body: await shown.json() };
    };
    return { status: answer.status, read, led };
  }

  test("is led to from the printed address, deep addresses too", async () => {
    const answer = await fetch(`${sandbox.deskUrl}/dossiers?q=a`, { redirect: "manual" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/desk\/dossiers\?q=a$/,
    );
    const foreign = await fetch(`${sandbox.deskUrl}//evil.example/x`, { redirect: "manual" });
    expect(new URL(foreign.headers.get("location") ?? "").hostname).toBe("127.0.0.1");
  });

  test.each([
    ["Cộng tác viên", "/desk/links"],
    ["Cán bộ", "/desk/dossiers"],
    ["Quản trị", "/desk/people"],
  ])("signs %s in with the name and password of the page", async (role, path) => {
    const { status, read, led } = await signIn(role);
    expect(led.status).toBe(200);
    expect(status).toBe(200);
    expect(await read(path)).toMatchObject({ status: 200 });
  });

  test("shows names and passwords on the page, and prints sheets without a red notice", async () => {
    const page = await (await fetch(sandbox.url)).text();
    for (const { username, password } of sandbox.accounts) {
      expect(page).toContain(`<code>${username}</code>`);
      expect(page).toContain(`<code>${password}</code>`);
    }
    // A code is accepted once. Setting the clock lets it be used again.
    await fetch(`${sandbox.url}/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ preset: "sunday" }),
    });
    const { status, read } = await signIn("Quản trị");
    expect(status).toBe(200);
    expect(await read("/desk/channels")).toMatchObject({ body: { isPublic: true } });
  });
});
