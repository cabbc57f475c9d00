import { isIP } from "node:net";
import { z } from "zod";

/** Schemas of the values of environment variables. Their messages repeat no value. */

const minutesInHour = 60;
const namedProxies = new Set(["loopback", "linklocal", "uniquelocal"]);

export const text = z.string();

export const httpUrl = urlWith(["http:", "https:"], "an address such as https://example.gov.vn")
  // Callers append paths, each with its own leading slash.
  .transform((url) => url.replace(/(?<!\/)\/+$/, ""));
export const redis = urlWith(["redis:", "rediss:"], "an address such as redis://host:6379");
export const database = urlWith(
  ["postgres:", "postgresql:"],
  "an address such as postgres://user:password@host:5432/name",
);
export const smtp = urlWith(["smtp:", "smtps:"], "an address such as smtps://user:password@host");

export const mailbox = z
  .string()
  .regex(
    /^(?:[^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    "must be an e-mail address, or Name <address>",
  );

/** Accepts a page or an e-mail address. Returns a URI, as security.txt needs it. */
export const contactUri = z
  .string()
  .regex(
    /^(?:https:\/\/[^\s/]\S*|(?:mailto:)?[^\s@:/]+@[^\s@:/.]+(?:\.[^\s@:/.]+)+)$/,
    "must be an e-mail address, or a page that begins with https://",
  )
  .transform((value) => (/^(?:https|mailto):/.test(value) ? value : `mailto:${value}`));

/** Accepts short numbers such as 1022 too. */
export const phone = z
  .string()
  .regex(/^\+?\d(?:[ .-]?\d){2,14}$/, "must be a phone number such as 1022 or 028 3829 1055");

/**
 * Accepts false, a number of hops, or addresses and networks. Everybody is no proxy: whoever reaches the port could then write any
 * address into X-Forwarded-For, and with it escape every limit by address.
 */
export const trustProxy = z.string().transform((value, context): false | number | string[] => {
  if (value === "false") return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const proxies = value.split(",").map((proxy) => proxy.trim());
  if (proxies.every(isProxy)) return proxies;
  context.addIssue(
    "must be the proxies' addresses or networks with commas between them, or a number of hops; " +
      "true would let anybody claim any address",
  );
  return z.NEVER;
});

/** Reads `HH:MM-HH:MM` as minutes of the day. The range may pass midnight. `off` becomes null. */
export const clockRange = z
  .string()
  .transform((value, context): { fromMinute: number; toMinute: number } | null => {
    if (value === "off") return null;
    const [fromMinute, toMinute, ...rest] = value.split("-").map(minuteOfDay);
    if (fromMinute != null && toMinute != null && fromMinute !== toMinute && rest.length === 0) {
      return { fromMinute, toMinute };
    }
    context.addIssue("must be two different times such as 21:30-06:30, or off");
    return z.NEVER;
  });

export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, { error, abort: true })
    .transform(Number)
    .pipe(z.number().min(min, error).max(max, error));
}

export function oneOf<const Choices extends readonly [string, ...string[]]>(choices: Choices) {
  return z.enum(choices, { error: `must be one of ${choices.join(", ")}` });
}

/** Fewer make a secret that can be guessed, however long it is. */
const minDifferentCharacters = 4;

/** Accepts a secret that an operator chooses. What a platform issues is not judged: nobody here can change it. */
export function secret(minLength: number) {
  return z.string().superRefine((value, context) => {
    const fault = findSecretFault(value, minLength);
    if (fault !== null) context.addIssue(fault);
  });
}

/** Accepts several secrets, separated by commas. Each must be long enough, and none may be there twice. */
export function secrets(minLength: number) {
  return z.string().transform((value, context) => {
    const parts = value.split(",").map((part) => part.trim());
    const fault = parts.map((part) => findSecretFault(part, minLength)).find((one) => one !== null);
    if (fault !== undefined) {
      context.addIssue(`${fault}; several keys have commas between them, each like this`);
    } else if (new Set(parts).size < parts.length) {
      context.addIssue("holds a key twice");
    }
    return parts.join(",");
  });
}

function findSecretFault(value: string, minLength: number): string | null {
  if (value.length < minLength) return `must have at least ${minLength} characters`;
  if (new Set(value).size >= minDifferentCharacters) return null;
  return `must have at least ${minDifferentCharacters} different characters`;
}

/** Turns an absent value into null. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().transform((value) => value ?? null);
}

function urlWith(protocols: readonly string[], wanted: string) {
  return z
    .string()
    .refine(
      (value) => protocols.includes(URL.parse(value)?.protocol ?? ""),
      `must be ${wanted} (${protocols.map((protocol) => `${protocol}//`).join(" or ")})`,
    );
}

function minuteOfDay(time: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  return match ? Number(match[1]) * minutesInHour + Number(match[2]) : null;
}

function isProxy(proxy: string): boolean {
  if (namedProxies.has(proxy)) return true;
  const [address = "", prefix, ...rest] = proxy.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  const isPrefix = /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
  return isPrefix && Number(prefix) > 0;
}
