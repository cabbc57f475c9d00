import { generateSync } from "otplib";

/** An authenticator app: knows the secret of each account that was enrolled with it. */
export class Authenticator {
  readonly #secrets = new Map<string, string>();
  readonly #now: () => Date;
  /** Runs before a code is shown. Where the clock stands still, it makes the service accept the same code again. */
  readonly #beforeCode: () => Promise<unknown>;

  constructor(
    now: () => Date = () => new Date(),
    beforeCode: () => Promise<unknown> = async () => undefined,
  ) {
    this.#now = now;
    this.#beforeCode = beforeCode;
  }

  /** Reads the key that the page of the enrolment shows. */
  scan(username: string, page: string): void {
    const secret = /class="key">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(" ", "");
    if (secret === undefined) throw new Error(`The page shows no key: ${page}`);
    this.#secrets.set(username, secret);
  }

  async code(username: string): Promise<string> {
    await this.#beforeCode();
    return this.codeAt(username, this.#now());
  }

  codeAt(username: string, at: Date): string {
    const secret = this.#secrets.get(username);
    if (secret === undefined) throw new Error(`${username} was not enrolled here`);
    return generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });
  }
}
