import { HoursSyntaxError } from "./refused.ts";
import type { Token } from "./scan.ts";

type Kind = Token["kind"];
export type TokenOf<K extends Kind> = Extract<Token, { readonly kind: K }>;

/** Walks once along the tokens of a value. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  /** The next token, if it is of this kind. */
  take<K extends Kind>(kind: K): TokenOf<K> | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !isOf(token, kind)) return undefined;
    this.#at += 1;
    return token;
  }

  /** Whether the next token is of one of these kinds, or there is none. */
  isBefore(...kinds: readonly Kind[]): boolean {
    const token = this.#tokens[this.#at];
    return token === undefined || kinds.includes(token.kind);
  }

  /** Takes the next comma if what follows it is of one of these kinds. */
  takeCommaBefore(...kinds: readonly Kind[]): boolean {
    const next = this.#tokens[this.#at + 1];
    return next !== undefined && kinds.includes(next.kind) && this.take(",") !== undefined;
  }

  /** Tells what is taken between now and the moment of asking, as it was written. */
  record(): () => string {
    const start = this.#at;
    return () => written(this.#tokens.slice(start, this.#at));
  }

  unexpected(): HoursSyntaxError {
    const token = this.#tokens[this.#at];
    const before = written(this.#tokens.slice(0, this.#at));
    const place = before === "" ? "at the beginning" : `after "${before}"`;
    return new HoursSyntaxError(
      token === undefined
        ? `something is missing ${place}`
        : `"${token.text}" is not expected ${place}`,
    );
  }
}

function isOf<K extends Kind>(token: Token, kind: K): token is TokenOf<K> {
  return token.kind === kind;
}

/** Marks join words, other words stand apart: "Mo-Fr 07:30-11:30". */
function written(tokens: readonly Token[]): string {
  const words = tokens.map(({ text }) => text).join(" ");
  return words.replace(/ ?([-,]) ?/g, "$1").replaceAll(" ;", ";");
}
