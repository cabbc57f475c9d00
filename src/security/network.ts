import { isIP } from "node:net";
import { Address6 } from "ip-address";

/** A provider gives a household or an office at least this much, so its owner has 2^64 addresses to guess from. */
const prefixLength = 64;
/** Networks whose addresses hold an IPv4 address in their last 32 bits (RFC 4291, RFC 6052). */
const carriersOfIpv4 = ["::ffff:0:0/96", "64:ff9b::/96"].map((network) => new Address6(network));

/**
 * Returns what one client cannot change at will of its address, to count by it: an IPv6 address's /64 network, and an IPv4
 * address as it is, also when it is written as IPv6.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (isIP(bare) !== 6) return address;
  const parsed = new Address6(bare);
  if (carriersOfIpv4.some((network) => parsed.isInSubnet(network))) {
    return parsed.to4().correctForm();
  }
  return new Address6(`${parsed.correctForm()}/${prefixLength}`).startAddress().correctForm();
}
