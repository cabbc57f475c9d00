import type { FieldError } from "./form.ts";

/** A request that is not answered, for a reason that its sender may read. */
export class DeskError extends Error {
  override readonly name = "DeskError";
  readonly status: number;
  /** The stable last part of the problem's `type`. */
  readonly kind: string;
  readonly faults: readonly FieldError[];
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    kind: string,
    message: string,
    rest: { faults?: readonly FieldError[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.faults = rest.faults ?? [];
    this.retryAfterSeconds = rest.retryAfterSeconds ?? null;
  }
}

export function notFound(): DeskError {
  return new DeskError(404, "not-found", "Không có trang này, hoặc không thuộc phần việc của bạn.");
}

export function forbidden(): DeskError {
  return new DeskError(403, "forbidden", "Tài khoản của bạn không được làm việc này.");
}

export function signInNeeded(): DeskError {
  return new DeskError(401, "sign-in-needed", "Bạn cần đăng nhập.");
}

export function foreignPage(): DeskError {
  return new DeskError(
    403,
    "foreign-page",
    "Yêu cầu không đến từ trang của bàn làm việc, hoặc trang mở quá lâu. Bạn tải lại trang rồi làm lại.",
  );
}
