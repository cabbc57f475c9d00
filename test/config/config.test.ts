import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readConfig, variableNames } from "../../src/config/config.ts";
import { ConfigError } from "../../src/config/config-error.ts";

const zalo = {
  ZALO_OA_ID: "1",
  ZALO_APP_ID: "2",
  ZALO_APP_SECRET: "three",
  ZALO_OA_SECRET_KEY: "four",
};
const messenger = {
  MESSENGER_PAGE_ID: "1",
  MESSENGER_APP_SECRET: "two",
  MESSENGER_PAGE_TOKEN: "three",
  MESSENGER_VERIFY_TOKEN: "four",
};
const secretKey = "0123456789abcdef0123456789abcdef";

/** Returns the names of the variables that the error reports; none if the environment is accepted. */
function wrongVariablesIn(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues.map((issue) => issue.split(":")[0] ?? "");
  }
  return [];
}

test("an empty environment gives the documented defaults", () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://127.0.0.1:3000",
    isPublicUrlSet: false,
    trustProxy: false,
    dataDir: resolve("var"),
    catalogDir: resolve("data"),
    redisUrl: null,
    databaseUrl: null,
    databaseOwnerUrl: null,
    secretKey: null,
    zalo: null,
    messenger: null,
    email: null,
    languageModel: null,
    sms: null,
    onestop: null,
    deskAdmin: { user: "admin", password: null },
    audit: { headFile: null, headEmail: null },
    catalogDueEmail: null,
    webPushSubject: null,
    quietHours: { fromMinute: 21 * 60 + 30, toMinute: 6 * 60 + 30 },
    catalogNeedsSecond: false,
    botMuteMinutes: 60,
    stateTtlDays: 7,
    approveOver: 200,
    retentionDays: 365,
    contactPhone: null,
    logLevel: "info",
    securityContact: null,
    metricsToken: null,
  });
});

test("an empty or blank variable counts as absent", () => {
  const blank = Object.fromEntries(
    variableNames.map((name, index) => [name, " ".repeat(index % 3)]),
  );
  expect(readConfig(blank)).toEqual(readConfig({}));
});

test("reads every kind of variable", () => {
  const config = readConfig({
    PORT: "8080",
    HOST: "::",
    TRUST_PROXY: "10.0.0.0/8, ::1",
    REDIS_URL: "rediss://redis.example:6380/2",
    DATABASE_URL: "postgresql://user:password@db.example/huongdan",
    SECRET_KEY: secretKey,
    QUIET_HOURS: "22:00-05:15",
    CONTACT_PHONE: "1022",
    LOG_LEVEL: "debug",
  });
  expect(config).toMatchObject({
    port: 8080,
    publicUrl: "http://[::]:8080",
    trustProxy: ["10.0.0.0/8", "::1"],
    redisUrl: "rediss://redis.example:6380/2",
    databaseUrl: "postgresql://user:password@db.example/huongdan",
    secretKey,
    quietHours: { fromMinute: 22 * 60, toMinute: 5 * 60 + 15 },
    contactPhone: "1022",
    logLevel: "debug",
  });
});

test("removes the closing slash of PUBLIC_URL, because paths begin with one", () => {
  expect(readConfig({ PUBLIC_URL: "https://huongdan.example/" }).publicUrl).toBe(
    "https://huongdan.example",
  );
});

test.each([
  ["2", 2],
  ["false", false],
  ["loopback", ["loopback"]],
])("reads TRUST_PROXY=%s", (value, trustProxy) => {
  expect(readConfig({ TRUST_PROXY: value }).trustProxy).toEqual(trustProxy);
});

test("QUIET_HOURS=off means that pushes never wait", () => {
  expect(readConfig({ QUIET_HOURS: "off" }).quietHours).toBeNull();
});

test.each([
  ["PORT", "http"],
  ["PORT", "65536"],
  ["PORT", "-1"],
  ["PORT", "80.5"],
  ["PUBLIC_URL", "huongdan.example"],
  ["TRUST_PROXY", "true"],
  ["TRUST_PROXY", "0.0.0.0/0"],
  ["TRUST_PROXY", "loopback, ::/0"],
  ["TRUST_PROXY", "10.0.0.0/33"],
  ["TRUST_PROXY", "everybody"],
  ["REDIS_URL", "http://localhost:6379"],
  ["QUIET_HOURS", "21:30"],
  ["QUIET_HOURS", "24:00-06:00"],
  ["QUIET_HOURS", "06:00-06:00"],
  ["STATE_TTL_DAYS", "0"],
  ["CONTACT_PHONE", "call us"],
  ["LOG_LEVEL", "loud"],
  ["SECRET_KEY", "short"],
  ["SECRET_KEY", `${"a".repeat(32)},short`],
  ["SECRET_KEY", `${"a".repeat(32)},`],
  ["SECRET_KEY", `${"a".repeat(32)}, ${"a".repeat(32)}`],
  ["ZALO_REPLY_STYLE", "emoji"],
  ["ZALO_OPENAPI_URL", "openapi.zalo.me"],
])("names %s in the error for the invalid value %s", (name, value) => {
  expect(wrongVariablesIn({ [name]: value })).toEqual([name]);
});

test("reports all wrong and missing variables at once and repeats no value", () => {
  const wrong = {
    PORT: "s3cret-port",
    RETENTION_DAYS: "s3cret-days",
    DATABASE_URL: "mysql://s3cret@host/db",
    ZALO_APP_SECRET: "s3cret-app",
    SMTP_URL: "smtp://s3cret@host",
  };
  expect(wrongVariablesIn(wrong).toSorted()).toEqual(
    [
      "PORT",
      "RETENTION_DAYS",
      "DATABASE_URL",
      "SECRET_KEY",
      "MAIL_FROM",
      "ZALO_OA_ID",
      "ZALO_APP_ID",
      "ZALO_OA_SECRET_KEY",
    ].toSorted(),
  );
  expect(() => readConfig(wrong)).toThrow(/8 wrong or missing/);
  expect(() => readConfig(wrong)).not.toThrow(/s3cret/);
});

describe("secrets that an operator chooses", () => {
  const names = ["SECRET_KEY", "DESK_ADMIN_PASSWORD", "ONESTOP_PASSWORD", "METRICS_TOKEN"];
  const withUser = (secrets: Record<string, string>) => ({
    ONESTOP_USERNAME: "motcua",
    ...secrets,
  });
  const each = (value: string) => withUser(Object.fromEntries(names.map((name) => [name, value])));

  test.each(["a", "s3cret-sh", "a".repeat(64), "ab".repeat(32), "abc".repeat(20)])(
    "one message refuses %s for all of them",
    (value) => {
      expect(wrongVariablesIn(each(value)).toSorted()).toEqual(names.toSorted());
      expect(() => readConfig(each(value))).toThrow(/4 wrong or missing/);
    },
  );

  test.each(names.slice(1))("%s may have twelve characters", (name) => {
    expect(
      wrongVariablesIn(withUser({ ONESTOP_PASSWORD: secretKey, [name]: "motcua-2026!" })),
    ).toEqual([]);
    expect(
      wrongVariablesIn(withUser({ ONESTOP_PASSWORD: secretKey, [name]: "motcua-2026" })),
    ).toEqual([name]);
  });

  test("values that a platform issues are not judged", () => {
    const issued = { ...zalo, ...messenger, SMS_URL: "https://sms.example", SMS_TOKEN: "t" };
    const short = Object.fromEntries(Object.keys(issued).map((name) => [name, "1"]));
    expect(wrongVariablesIn({ ...short, SMS_URL: "https://sms.example" })).toEqual([]);
  });
});

test("DATABASE_URL requires SECRET_KEY, because replicas must share the key", () => {
  const databaseUrl = { DATABASE_URL: "postgres://localhost/huongdan" };
  expect(wrongVariablesIn(databaseUrl)).toEqual(["SECRET_KEY"]);
  expect(wrongVariablesIn({ ...databaseUrl, SECRET_KEY: secretKey })).toEqual([]);
});

describe("a channel's group of variables", () => {
  const channels: [
    string,
    "zalo" | "messenger" | "email" | "sms" | "onestop",
    Record<string, string>,
  ][] = [
    ["Zalo", "zalo", zalo],
    ["Messenger", "messenger", messenger],
    ["e-mail", "email", { SMTP_URL: "smtp://mail.example", MAIL_FROM: "Phường <p@example.vn>" }],
    ["SMS", "sms", { SMS_URL: "https://sms.example", SMS_TOKEN: "token" }],
    ["one-stop", "onestop", { ONESTOP_USERNAME: "motcua", ONESTOP_PASSWORD: "mat-khau-dai" }],
  ];

  test.each(channels)(
    "turns %s on if complete and is refused if incomplete",
    (_name, setting, required) => {
      expect(readConfig(required)[setting]).not.toBeNull();
      for (const missing of Object.keys(required)) {
        const rest = Object.entries(required).filter(([name]) => name !== missing);
        expect(wrongVariablesIn(Object.fromEntries(rest))).toEqual([missing]);
      }
    },
  );

  test("Zalo's tokens are optional, and one of them alone is refused", () => {
    expect(readConfig(zalo).zalo).toMatchObject({ refreshToken: null, accessToken: null });
    expect(readConfig({ ...zalo, ZALO_REFRESH_TOKEN: "pair" }).zalo?.refreshToken).toBe("pair");
    expect(wrongVariablesIn({ ZALO_REFRESH_TOKEN: "pair" })).toEqual(Object.keys(zalo));
  });

  test("a server's address or a rate limit alone turns no channel on", () => {
    const config = readConfig({
      ZALO_OPENAPI_URL: "http://127.0.0.1:9",
      ZALO_REQUESTS_PER_MINUTE: "0",
    });
    expect(config.zalo).toBeNull();
  });
});

test.each(["AUDIT_HEAD_EMAIL", "CATALOG_DUE_EMAIL"])("%s needs a mail server", (name) => {
  expect(wrongVariablesIn({ [name]: "quan-tri@example.gov.vn" })).toEqual(["SMTP_URL"]);
});

test(".env.example explains every variable, including Docker Compose's own", async () => {
  const lines = (await readFile(".env.example", "utf8")).split("\n");
  const assignments = lines.flatMap((line, index) => {
    const name = /^#? ?([A-Z_]+)=/.exec(line)?.[1];
    return name ? [{ name, meaning: lines[index - 1] ?? "" }] : [];
  });
  expect(assignments.map(({ name }) => name).toSorted()).toEqual(
    [...variableNames, "POSTGRES_PASSWORD", "PUBLIC_HOST", "REDIS_PASSWORD"].toSorted(),
  );
  for (const { meaning } of assignments) expect(meaning).toMatch(/^# \S.{8,}/);
});
