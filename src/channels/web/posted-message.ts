import { z } from "zod";
import { ProblemError } from "../../http/problem.ts";
import type { WebInput } from "./conversations.ts";

interface PostedMessage {
  readonly id: string;
  readonly input: WebInput;
}

/** The most characters of one typed message. */
const maxTextLength = 1000;
/** Longer than any id or value of a question that we ask. */
const maxTokenLength = 200;

const unclear = "Cháu chưa nhận được tin nhắn này, bác tải lại trang rồi thử lại giúp cháu ạ.";

const id = z.uuid();
const token = z.string().min(1).max(maxTokenLength);
const choice = z.object({ question: token, value: token });
const text = z
  .string(unclear)
  .trim()
  .min(1, "Bác chưa gõ gì ạ.")
  .max(
    maxTextLength,
    `Tin nhắn dài hơn ${maxTextLength.toLocaleString("vi")} chữ, bác viết ngắn lại giúp cháu ạ.`,
  );
const location = z.object({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
});

const schema = z.union([
  z
    .strictObject({ id, text })
    .transform(
      (body): PostedMessage => ({ id: body.id, input: { type: "text", text: body.text } }),
    ),
  z
    .strictObject({ id, choice })
    .transform(
      (body): PostedMessage => ({ id: body.id, input: { type: "choice", ...body.choice } }),
    ),
  // A form cannot nest fields: its button carries the value and a hidden field the question.
  z
    .strictObject({ id, question: token, value: token })
    .transform(
      ({ id, ...choice }): PostedMessage => ({ id, input: { type: "choice", ...choice } }),
    ),
  z
    .strictObject({ id, location })
    .transform(
      (body): PostedMessage => ({ id: body.id, input: { type: "location", ...body.location } }),
    ),
]);

/** Reads what the page or its form sent. Throws ProblemError (400) in words for the resident. */
export function parsePostedMessage(body: unknown): PostedMessage {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;

  const issues = findIssues(body).map((issue) => ({
    parameter: issue.path.join("."),
    reason: issue.message,
  }));
  const aboutText = issues.find(({ parameter }) => parameter === "text");
  throw new ProblemError(400, "unreadable-message", aboutText?.reason ?? unclear, { issues });
}

/** The union only reports that no variant matches: the field that is present shows which one was meant. */
function findIssues(body: unknown): readonly z.core.$ZodIssue[] {
  const has = (field: string) => typeof body === "object" && body !== null && field in body;
  const meant = has("choice")
    ? z.object({ id, choice })
    : has("location")
      ? z.object({ id, location })
      : has("question")
        ? z.object({ id, question: token, value: token })
        : z.object({ id, text });
  return meant.safeParse(body).error?.issues ?? [];
}
