import { Worker } from "node:worker_threads";
import { ProblemError } from "../../http/problem.ts";

/** As powers of ten. zxcvbn calls this very unguessable. */
const minGuesses = 10;
/** Without separators a sentence loses what makes it long; what is left must still be no common word with a number. */
const minGuessesJoined = 8;
const maxAnswerMs = 10_000;
const idleMs = 60_000;

/** Tells whether a password is common, leaked, or soon guessed. */
export interface PasswordStrength {
  /** Rejects with ProblemError (503) if the password cannot be judged now. The caller has bounded its length. */
  isWeak(password: string, ownWords: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly typed: number;
  readonly joined: number;
}

/**
 * Judges passwords with zxcvbn and its list of leaked ones in a thread of its own, which ends when nobody has set a password for
 * a minute: the lists take 30 MB and a third of a second to load, and a long password blocks the thread for a moment.
 */
export function createPasswordStrength(): PasswordStrength {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();

  const end = async (reason: Error): Promise<void> => {
    clearTimeout(idle);
    const ended = worker;
    worker = null;
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
    await ended?.terminate();
  };

  const start = (): Worker => {
    const started = new Worker(new URL("./password-strength-worker.ts", import.meta.url));
    started.on("message", (answer: Answer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
      // A process that has nothing else to do may end, though not while somebody waits.
      if (waiting.size === 0) started.unref();
    });
    started.on("error", (error) => {
      if (worker === started) void end(error);
    });
    return started;
  };

  const ask = (password: string, ownWords: readonly string[]): Promise<Answer> => {
    worker ??= start();
    clearTimeout(idle);
    idle = setTimeout(() => void end(new Error("The thread was idle")), idleMs).unref();
    lastId += 1;
    const id = lastId;
    worker.ref();
    worker.postMessage({ id, password, ownWords });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };

  return {
    async isWeak(password, ownWords) {
      const tooLate = AbortSignal.timeout(maxAnswerMs);
      const onTooLate = () => void end(new Error("Judging a password took too long"));
      tooLate.addEventListener("abort", onTooLate);
      try {
        const { typed, joined } = await ask(password, ownWords);
        return typed < minGuesses || joined < minGuessesJoined;
      } catch (cause) {
        throw unavailable(cause);
      } finally {
        tooLate.removeEventListener("abort", onTooLate);
      }
    },
    close: () => end(new Error("The desk is closing")),
  };
}

function unavailable(cause: unknown): ProblemError {
  const problem = new ProblemError(
    503,
    "password-not-judged",
    "Chưa kiểm tra được mật khẩu này. Bạn thử lại sau ít phút.",
    { retryAfterSeconds: 60 },
  );
  problem.cause = cause;
  return problem;
}
