import type { Session } from "./attack.ts";
import { deskAdmin, onestopAccount } from "./running-service.ts";

export async function signIn(address: string): Promise<Session> {
  const desk = await fetch(`${address}/desk/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(deskAdmin),
  });
  const { token } = (await desk.json()) as { readonly token?: string };
  if (token === undefined) throw new Error(`the desk answers ${desk.status}`);
  const onestop = await fetch(`${address}/integrations/onestop/login`, {
    method: "POST",
    body: JSON.stringify(onestopAccount),
  });
  const { session } = (await onestop.json()) as { readonly session: string };
  return { desk: token, onestop: session };
}
