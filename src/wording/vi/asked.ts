import type { EmergencyService } from "../../catalog/vocabulary-schema.ts";
import { sentence } from "../text.ts";

const numbers: Record<EmergencyService, string> = {
  police: "113 (công an)",
  fire: "114 (cứu hỏa, cứu nạn)",
  ambulance: "115 (cấp cứu)",
};

/** What the service says to what residents ask in their own words. */
export const askedWording = {
  emergency: (services: readonly EmergencyService[]) =>
    `Bác gọi ngay số ${services.map((service) => numbers[service]).join(" và ")}. Cháu là máy nên không gọi giúp bác được. Bác gọi điện liền nhé.`,
  outOfScope:
    "Việc này cháu không rành nên không dám trả lời ạ. Cháu chỉ giúp về giấy tờ, thủ tục. Việc của nhà nước mà cháu chưa có, bác hỏi Ủy ban nhân dân phường, xã. Bác muốn gặp người thì nhắn “gặp người”.",
  aboutMe:
    "Cháu là máy trả lời tự động. Cháu giúp bác biết làm giấy tờ cần những gì, nộp ở đâu, chỗ nào đang mở cửa.",
  didYouMean: "Cháu chưa chắc ý bác. Có phải bác hỏi một trong các việc này không ạ?",
  who: (who: string | null) =>
    who === null
      ? "Cháu chưa có thông tin ai được làm việc này. Bác hỏi cán bộ tiếp nhận nhé."
      : `Ai làm được: ${sentence(who)} Trường hợp riêng của bác, bác hỏi thêm cán bộ tiếp nhận.`,
  steps: (steps: readonly string[]) =>
    steps.length === 0
      ? "Cháu chưa có thông tin các bước. Bác hỏi cán bộ tiếp nhận nhé."
      : steps.map((step, index) => `${index + 1}. ${sentence(step)}`).join("\n"),
  certified: (papers: readonly string[]) =>
    papers.length === 0
      ? "Cháu chưa có thông tin giấy nào phải công chứng, chứng thực. Bác hỏi cán bộ tiếp nhận nhé."
      : `Giấy có nói đến bản chứng thực: ${sentence(papers.join("; "))} Bác mang theo bản chính để đối chiếu, rồi hỏi cán bộ tiếp nhận.`,
};
