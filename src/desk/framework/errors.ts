import { ProblemError } from "../../http/problem.ts";

/** Errors that several pages throw. The sender of the request reads their text. */

export function notFound(): ProblemError {
  return new ProblemError(
    404,
    "not-found",
    "Không có trang này, hoặc không thuộc phần việc của bạn.",
  );
}

export function forbidden(): ProblemError {
  return new ProblemError(403, "forbidden", "Tài khoản của bạn không được làm việc này.");
}

export function signInNeeded(): ProblemError {
  return new ProblemError(401, "sign-in-needed", "Bạn cần đăng nhập.");
}

/** @param advice what else helps, as the end of the sentence. */
export function tooManyAttempts(retryAfterMs: number, advice = ""): ProblemError {
  const minutes = Math.ceil(retryAfterMs / 60_000);
  return new ProblemError(
    429,
    "too-many-tries",
    `Đã thử sai nhiều lần. Bạn chờ ${minutes} phút rồi thử lại${advice}.`,
    { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) },
  );
}

export function forgedRequest(): ProblemError {
  return new ProblemError(
    403,
    "foreign-page",
    "Yêu cầu không đến từ trang của bàn làm việc, hoặc trang mở quá lâu. Bạn tải lại trang rồi làm lại.",
  );
}

export function foreignDossier(): ProblemError {
  return new ProblemError(
    409,
    "foreign-dossier",
    "Hồ sơ này thuộc cơ quan khác theo mã định danh, nên chưa ghi gì. Bạn tải lại trang, hoặc báo quản trị.",
  );
}
