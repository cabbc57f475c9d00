import { signInOverHttp } from "../desk/sign-in-over-http.ts";
import type { Session } from "./attack.ts";
import { deskAdmin, onestopAccount } from "./running-service.ts";

/** The latest session at each address: an administrator's next sign-in needs a new code. */
const latest = new Map<string, string>();

export async function signIn(address: string): Promise<Session> {
  const known = latest.get(address);
  const isOpen = known !== undefined && (await isSignedIn(address, known));
  const desk = isOpen ? known : await signInOverHttp(address, deskAdmin);
  latest.set(address, desk);
  const onestop = await fetch(`${address}/integrations/onestop/login`, {
    method: "POST",
    body: JSON.stringify(onestopAccount),
  });
  const { session } = (await onestop.json()) as { readonly session: string };
  return { desk, onestop: session };
}

async function isSignedIn(address: string, token: string): Promise<boolean> {
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return (await fetch(`${address}/desk/account`, { headers })).ok;
}
