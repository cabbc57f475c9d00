import { createHmac, randomBytes } from "node:crypto";
import { equalInConstantTime } from "../../security/constant-time.ts";

const lifeMs = 180 * 24 * 3_600_000;
const nonceBytes = 12;
const macLength = 22;
/** The people who share a computer of an office. */
const maxDevices = 5;
const maxCookieLength = 500;

interface DeviceToken {
  readonly text: string;
  readonly nonce: string;
}

/**
 * Marks browsers in which an owner has signed in, with a cookie that opens nothing: it only lets attempts from there be counted
 * apart (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies). A token holds no name; its
 * signature covers the username, so it counts for that account alone.
 */
export function createKnownDevices(key: string) {
  const sign = (username: string, content: string) =>
    createHmac("sha256", key)
      .update(`${username} ${content}`)
      .digest("base64url")
      .slice(0, macLength);

  const parse = (text: string, username: string, now: Date): DeviceToken | null => {
    const [end = "", nonce = "", mac = ""] = text.split(".");
    const isSigned = equalInConstantTime(mac, sign(username, `${end}.${nonce}`));
    return isSigned && Number.parseInt(end, 36) > now.getTime() ? { text, nonce } : null;
  };

  return {
    /** Returns the id of the device if this owner has signed in there; otherwise null. */
    find(cookie: string, username: string, now: Date): string | null {
      const found = tokensIn(cookie).flatMap((text) => parse(text, username, now) ?? []);
      return found[0]?.nonce ?? null;
    },

    /** Returns the cookie with which the device is known to this owner too, under a new id. */
    add(cookie: string, username: string, now: Date): string {
      const others = tokensIn(cookie).filter((text) => parse(text, username, now) === null);
      const end = (now.getTime() + lifeMs).toString(36);
      const content = `${end}.${randomBytes(nonceBytes).toString("base64url")}`;
      const own = `${content}.${sign(username, content)}`;
      return [own, ...others].slice(0, maxDevices).join("~");
    },
  };
}

function tokensIn(cookie: string): readonly string[] {
  if (cookie.length === 0 || cookie.length > maxCookieLength) return [];
  return cookie.split("~", maxDevices);
}
