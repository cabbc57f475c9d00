import { generateSync } from "otplib";

/** The recovery codes of accounts that this process enrolled: a phone's code is accepted once in half a minute. */
const recoveryCodes = new Map<string, string[]>();

/** The desk did not sign a program in. */
export class SignInRefusedError extends Error {
  override readonly name = "SignInRefusedError";
  readonly status: number;

  constructor(status: number, text: string) {
    super(`${status} ${text}`);
    this.status = status;
  }
}

interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * Signs in at a running service and returns the session's token. If the account needs a phone and has none, enrols one. Rejects with
 * SignInRefusedError.
 */
export async function signInOverHttp(address: string, credentials: Credentials): Promise<string> {
  const code = recoveryCodes.get(`${address} ${credentials.username}`)?.pop();
  const body = code === undefined ? credentials : { ...credentials, code };
  const direct = await send(`${address}/desk/sign-in`, { body });
  if (direct.ok) return tokenIn(direct);
  const refusal = await direct.text();
  if (!refusal.includes("enrolment-needed")) throw new SignInRefusedError(direct.status, refusal);
  return enrol(address, credentials);
}

async function enrol(address: string, credentials: Credentials): Promise<string> {
  const page = `${address}/desk/sign-in/enrolment`;
  const led = await send(`${address}/desk/sign-in`, { body: credentials, accept: "text/html" });
  const cookie = led.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const shown = (await (await send(page, { cookie })).json()) as { readonly secret: string };
  const enrolled = await send(page, { cookie, body: { code: generateSync(shown) } });
  if (!enrolled.ok) throw new SignInRefusedError(enrolled.status, await enrolled.text());
  const answer = (await enrolled.json()) as { readonly token: string; readonly codes: string[] };
  recoveryCodes.set(`${address} ${credentials.username}`, answer.codes);
  return answer.token;
}

async function tokenIn(response: Response): Promise<string> {
  const { token } = (await response.json()) as { readonly token: string };
  return token;
}

function send(
  url: string,
  request: { readonly body?: object; readonly cookie?: string; readonly accept?: string },
): Promise<Response> {
  const { body, cookie, accept = "application/json" } = request;
  return fetch(url, {
    method: body === undefined ? "GET" : "POST",
    redirect: "manual",
    headers: {
      accept,
      ...(cookie !== undefined && { cookie }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
