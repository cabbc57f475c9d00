import { resolve } from "node:path";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import {
  clockRange,
  contactUri,
  database,
  httpUrl,
  mailbox,
  oneOf,
  optional,
  phone,
  redis,
  secret,
  secrets,
  smtp,
  text,
  trustProxy,
  wholeNumber,
} from "./validators.ts";

const maxPort = 65_535;
const maxDays = 3_650;
const maxMinutes = 10_080;
/** `openssl rand -hex 32` gives 64 characters. A key shorter than this limit can be guessed. */
const minSecretKeyLength = 32;
/** Of the other secrets that an operator chooses. */
const minSecretLength = 12;

const zaloNeeds = ["ZALO_OA_ID", "ZALO_APP_ID", "ZALO_APP_SECRET", "ZALO_OA_SECRET_KEY"] as const;
const messengerNeeds = [
  "MESSENGER_PAGE_ID",
  "MESSENGER_APP_SECRET",
  "MESSENGER_PAGE_TOKEN",
  "MESSENGER_VERIFY_TOKEN",
] as const;

/** Variables that are useful only together: if any of them is set, all in `needs` are required. */
const groups = [
  { needs: zaloNeeds, with: ["ZALO_REFRESH_TOKEN", "ZALO_ACCESS_TOKEN"], name: "Zalo" },
  { needs: messengerNeeds, with: [], name: "Messenger" },
  { needs: ["SMTP_URL", "MAIL_FROM"], with: [], name: "e-mail" },
  { needs: ["SMS_URL", "SMS_TOKEN"], with: [], name: "SMS" },
  { needs: ["LLM_URL", "LLM_MODEL"], with: ["LLM_KEY"], name: "the language model" },
  {
    needs: ["ONESTOP_USERNAME", "ONESTOP_PASSWORD"],
    with: [],
    name: "the shared one-stop account",
  },
] as const;

/** All environment variables that the service reads, with their meanings and defaults. */
const variables = {
  PORT: wholeNumber(0, maxPort).default(3000).describe("Port to listen on"),
  HOST: text.default("127.0.0.1").describe("Address to listen on"),
  PUBLIC_URL: optional(httpUrl).describe(
    "Base address of the links that residents get; default http://HOST:PORT",
  ),
  TRUST_PROXY: trustProxy
    .default(false)
    .describe("Proxies whose X-Forwarded-* headers are trusted: addresses, or a number of hops"),

  DATA_DIR: text.default("./var").describe("Folder of the embedded database, journal and key"),
  CATALOG_DIR: text.default("./data").describe("Folder of the catalogue"),
  REDIS_URL: optional(redis).describe("Redis for conversations; without it they stay in memory"),
  DATABASE_URL: optional(database).describe(
    "PostgreSQL for the durable record; without it an embedded database in DATA_DIR",
  ),
  DATABASE_OWNER_URL: optional(database).describe(
    "Role that migrates and owns the tables, so that the service's own cannot change the audit trail; without it DATABASE_URL does both",
  ),
  SECRET_KEY: optional(secrets(minSecretKeyLength)).describe(
    "Encrypts personal data, conversations, tokens and the journal at rest; several, with commas between them: the first seals, all open; created in DATA_DIR if absent; required with DATABASE_URL",
  ),

  ZALO_OA_ID: optional(text).describe("Id of the Official Account"),
  ZALO_APP_ID: optional(text).describe("Id of the Zalo app"),
  ZALO_APP_SECRET: optional(text).describe("Secret of the Zalo app, for token refresh"),
  ZALO_OA_SECRET_KEY: optional(text).describe("Key that signs Zalo's webhooks"),
  ZALO_REFRESH_TOKEN: optional(text).describe(
    "First refresh token; not needed once a pair is stored",
  ),
  ZALO_ACCESS_TOKEN: optional(text).describe("First access token; saves the first refresh"),
  ZALO_OPENAPI_URL: httpUrl.default("https://openapi.zalo.me").describe("Zalo's OA server"),
  ZALO_OAUTH_URL: httpUrl.default("https://oauth.zaloapp.com").describe("Zalo's token server"),
  ZALO_ZNS_URL: httpUrl.default("https://business.openapi.zalo.me").describe("Zalo's ZNS server"),
  ZALO_REQUESTS_PER_MINUTE: wholeNumber(0, 1_000_000)
    .default(2000)
    .describe("Rate limit of the OA's package, 0 = none; lowered if Zalo's answers report less"),
  ZALO_REPLY_STYLE: oneOf(["buttons", "text"])
    .default("buttons")
    .describe("How choices are shown: buttons, or text"),
  ZALO_MINI_APP_ID: optional(text).describe("Id of the Mini App that opens links"),

  MESSENGER_PAGE_ID: optional(text).describe("Id of the Page"),
  MESSENGER_APP_SECRET: optional(text).describe("Secret that signs Meta's webhooks"),
  MESSENGER_PAGE_TOKEN: optional(text).describe("Token that sends messages as the Page"),
  MESSENGER_VERIFY_TOKEN: optional(text).describe(
    "Token that Meta repeats when the webhook is set",
  ),
  MESSENGER_GRAPH_URL: httpUrl
    .default("https://graph.facebook.com/v26.0")
    .describe("Meta's server with the API version"),
  MESSENGER_MESSAGES_PER_SECOND: wholeNumber(0, 1000)
    .default(10)
    .describe("Rate limit of pushes, 0 = none"),

  SMTP_URL: optional(smtp).describe("Mail server, for example smtps://user:password@host"),
  MAIL_FROM: optional(mailbox).describe("Sender of e-mails"),
  SMS_URL: optional(httpUrl).describe("SMS gateway"),
  SMS_TOKEN: optional(text).describe("Token of the SMS gateway"),
  LLM_URL: optional(httpUrl).describe(
    "Base address of an OpenAI-compatible API that helps with sentences which the rules leave open; without it none is asked",
  ),
  LLM_MODEL: optional(text).describe("Model that is asked there"),
  LLM_KEY: optional(text).describe("Key of that API, if it needs one"),
  ONESTOP_USERNAME: optional(text).describe(
    "User name of the one-stop account for agencies that have no system of their own",
  ),
  ONESTOP_PASSWORD: optional(secret(minSecretLength)).describe("Password of that account"),

  DESK_ADMIN_USER: text.default("admin").describe("First desk account, created if none exists"),
  DESK_ADMIN_PASSWORD: optional(secret(minSecretLength)).describe(
    "Password of the first desk account; without it one is generated and printed",
  ),

  AUDIT_HEAD_FILE: optional(text).describe(
    "File to which the head of the audit trail is appended every night",
  ),
  AUDIT_HEAD_EMAIL: optional(mailbox).describe(
    "Address to which it is sent every night, by SMTP_URL",
  ),
  CATALOG_DUE_EMAIL: optional(mailbox).describe(
    "Administrators' address, to which what lapses in the catalogue is sent every Monday, by SMTP_URL",
  ),

  WEB_PUSH_SUBJECT: optional(contactUri).describe(
    "Whom push services may write to about colleagues' notices: an e-mail address or a page; without it web push is off",
  ),

  QUIET_HOURS: clockRange
    .default({ fromMinute: 21 * 60 + 30, toMinute: 6 * 60 + 30 })
    .describe("Hours without pushes, HH:MM-HH:MM in Viet Nam, or off; default 21:30-06:30"),
  BOT_MUTE_MINUTES: wholeNumber(0, maxMinutes)
    .default(60)
    .describe("Minutes that the bot stays silent after a person answered"),
  STATE_TTL_DAYS: wholeNumber(1, maxDays)
    .default(7)
    .describe("Days until an idle conversation is deleted"),
  APPROVE_OVER: wholeNumber(1, 100_000_000)
    .default(200)
    .describe("A broadcast to more recipients than this needs a second official's approval"),
  CATALOG_NEEDS_SECOND: oneOf(["on", "off"])
    .default("off")
    .describe("Whether a second person must approve a version of the catalogue"),
  RETENTION_DAYS: wholeNumber(1, maxDays)
    .default(365)
    .describe("Days until personal data is deleted"),
  CONTACT_PHONE: optional(phone).describe("Phone number that residents can call for a person"),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("Lowest level that is logged"),
  SECURITY_CONTACT: optional(contactUri).describe(
    "Where to report a vulnerability, for /.well-known/security.txt; without it that is 404",
  ),
  METRICS_TOKEN: optional(secret(minSecretLength)).describe(
    "Bearer token of /metrics; without it /metrics is 404",
  ),
};

const schema = z.object(variables);
type Values = z.infer<typeof schema>;

/** The names of all variables, in the order in which they are documented. */
export const variableNames: readonly string[] = Object.keys(variables);

export type Config = Readonly<ReturnType<typeof toConfig>>;
export type ZaloConfig = NonNullable<Config["zalo"]>;
export type MessengerConfig = NonNullable<Config["messenger"]>;

/**
 * Reads typed settings from the environment. An empty or blank variable counts as absent.
 * Throws one ConfigError that names all issues. It repeats no value, because values may be secrets.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = schema.safeParse(given);
  const issues = [
    ...(parsed.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? []),
    ...findMissing(new Set(Object.keys(given))),
  ];
  if (!parsed.success || issues.length > 0) throw new ConfigError(issues);
  return Object.freeze(toConfig(parsed.data));
}

function findMissing(given: ReadonlySet<string>): string[] {
  const missing = groups.flatMap((group) => {
    const set = [...group.needs, ...group.with].filter((name) => given.has(name));
    if (set.length === 0) return [];
    return group.needs
      .filter((name) => !given.has(name))
      .map((name) => `${name}: is missing; ${group.name} needs it together with ${set.join(", ")}`);
  });
  if (given.has("DATABASE_URL") && !given.has("SECRET_KEY")) {
    missing.push("SECRET_KEY: is missing; it must be set with DATABASE_URL (openssl rand -hex 32)");
  }
  if (given.has("DATABASE_OWNER_URL") && !given.has("DATABASE_URL")) {
    missing.push("DATABASE_URL: is missing; DATABASE_OWNER_URL needs it");
  }
  for (const name of ["AUDIT_HEAD_EMAIL", "CATALOG_DUE_EMAIL"]) {
    if (given.has(name) && !given.has("SMTP_URL")) {
      missing.push(`SMTP_URL: is missing; ${name} needs it`);
    }
  }
  return missing;
}

function toConfig(values: Values) {
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? `http://${hostInUrl(values.HOST)}:${values.PORT}`,
    /** Without it, `publicUrl` is an address that opens on this machine only. */
    isPublicUrlSet: values.PUBLIC_URL !== null,
    trustProxy: values.TRUST_PROXY,
    dataDir: resolve(values.DATA_DIR),
    catalogDir: resolve(values.CATALOG_DIR),
    redisUrl: values.REDIS_URL,
    databaseUrl: values.DATABASE_URL,
    /** null: the role of `databaseUrl` migrates too. */
    databaseOwnerUrl: values.DATABASE_OWNER_URL,
    /** One key or several, with commas between them. null: `loadOrCreateSecretKey` keeps one in the data folder. */
    secretKey: values.SECRET_KEY,
    zalo: toZaloConfig(values),
    messenger: toMessengerConfig(values),
    email: ifBothSet(values.SMTP_URL, values.MAIL_FROM, (url, from) => ({ url, from })),
    sms: ifBothSet(values.SMS_URL, values.SMS_TOKEN, (url, token) => ({ url, token })),
    languageModel: ifBothSet(values.LLM_URL, values.LLM_MODEL, (url, model) => ({
      url,
      model,
      key: values.LLM_KEY,
    })),
    onestop: ifBothSet(values.ONESTOP_USERNAME, values.ONESTOP_PASSWORD, (username, password) => ({
      username,
      password,
    })),
    /** If the password is null, one is generated and printed once. */
    deskAdmin: { user: values.DESK_ADMIN_USER, password: values.DESK_ADMIN_PASSWORD },
    /** Where the head of the audit trail is kept besides the database. */
    audit: { headFile: values.AUDIT_HEAD_FILE, headEmail: values.AUDIT_HEAD_EMAIL },
    /** Gets the weekly list of what lapses in the catalogue; null: nobody. */
    catalogDueEmail: values.CATALOG_DUE_EMAIL,
    /** The contact in web pushes to colleagues, as a URI; null: web push is off. */
    webPushSubject: values.WEB_PUSH_SUBJECT,
    /** Minutes of the day in Asia/Ho_Chi_Minh. null: pushes never wait. */
    quietHours: values.QUIET_HOURS,
    botMuteMinutes: values.BOT_MUTE_MINUTES,
    stateTtlDays: values.STATE_TTL_DAYS,
    approveOver: values.APPROVE_OVER,
    catalogNeedsSecond: values.CATALOG_NEEDS_SECOND === "on",
    retentionDays: values.RETENTION_DAYS,
    contactPhone: values.CONTACT_PHONE,
    logLevel: values.LOG_LEVEL,
    securityContact: values.SECURITY_CONTACT,
    metricsToken: values.METRICS_TOKEN,
  };
}

function toZaloConfig(values: Values) {
  const { ZALO_OA_ID, ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_SECRET_KEY } = values;
  if (!ZALO_OA_ID || !ZALO_APP_ID || !ZALO_APP_SECRET || !ZALO_OA_SECRET_KEY) return null;
  return {
    oaId: ZALO_OA_ID,
    appId: ZALO_APP_ID,
    appSecret: ZALO_APP_SECRET,
    oaSecretKey: ZALO_OA_SECRET_KEY,
    refreshToken: values.ZALO_REFRESH_TOKEN,
    accessToken: values.ZALO_ACCESS_TOKEN,
    openapiUrl: values.ZALO_OPENAPI_URL,
    oauthUrl: values.ZALO_OAUTH_URL,
    znsUrl: values.ZALO_ZNS_URL,
    requestsPerMinute: values.ZALO_REQUESTS_PER_MINUTE,
    replyStyle: values.ZALO_REPLY_STYLE,
    miniAppId: values.ZALO_MINI_APP_ID,
  };
}

function toMessengerConfig(values: Values) {
  const { MESSENGER_PAGE_ID, MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN } = values;
  const { MESSENGER_VERIFY_TOKEN } = values;
  if (!MESSENGER_PAGE_ID || !MESSENGER_APP_SECRET || !MESSENGER_PAGE_TOKEN) return null;
  if (!MESSENGER_VERIFY_TOKEN) return null;
  return {
    pageId: MESSENGER_PAGE_ID,
    appSecret: MESSENGER_APP_SECRET,
    pageToken: MESSENGER_PAGE_TOKEN,
    verifyToken: MESSENGER_VERIFY_TOKEN,
    graphUrl: values.MESSENGER_GRAPH_URL,
    messagesPerSecond: values.MESSENGER_MESSAGES_PER_SECOND,
  };
}

function ifBothSet<Settings>(
  first: string | null,
  second: string | null,
  build: (first: string, second: string) => Settings,
): Settings | null {
  return first === null || second === null ? null : build(first, second);
}

function hostInUrl(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
