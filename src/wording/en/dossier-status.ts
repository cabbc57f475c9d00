import type { DossierStatus } from "../../catalog/dossiers/dossier-status.ts";

/** With the Vietnamese name, which is what papers and the portal show. */
export const statusNames: Record<DossierStatus, string> = {
  1: "Registered (Mới đăng ký)",
  2: "Accepted (Được tiếp nhận)",
  3: "Not accepted (Không được tiếp nhận)",
  4: "In progress (Đang xử lý)",
  5: "Papers to be added (Yêu cầu bổ sung giấy tờ)",
  6: "Payment due (Yêu cầu thực hiện nghĩa vụ tài chính)",
  7: "Withdrawn on request (Công dân yêu cầu rút hồ sơ)",
  8: "Stopped (Dừng xử lý)",
  9: "Decided (Đã xử lý xong)",
  10: "Result handed over (Đã trả kết quả)",
};

export const happened: Record<DossierStatus, string> = {
  1: "The agency has received your online dossier and has not checked it yet.",
  2: "The one-stop desk has accepted your dossier.",
  3: "The dossier was not accepted.",
  4: "An officer is working on your dossier.",
  5: "Something is missing: you need to add papers.",
  6: "You need to pay before the work goes on.",
  7: "The dossier was withdrawn at the applicant's request.",
  8: "The agency has stopped working on the dossier.",
  9: "The dossier is decided; the result is on its way to the desk.",
  10: "The result was handed to the applicant.",
};

export const nextStep: Record<DossierStatus, (place: string) => string> = {
  1: () => "Please wait for the check; there is nothing to do yet.",
  2: () => "Keep your receipt and wait for the promised day; there is nothing to do yet.",
  3: (place) => `Please ask ${place} why, and how to apply again.`,
  4: () => "Please wait for the promised day; there is nothing to do yet.",
  5: (place) =>
    `Prepare the missing papers and hand them in at ${place}, or online if that is how you applied.`,
  6: (place) =>
    `Pay at ${place}, or with the dossier code on the National Public Service Portal https://dichvucong.gov.vn. Please ask ${place} for the amount: I have no information on it.`,
  7: (place) => `If it was not you who asked for this, tell ${place} at once.`,
  8: (place) => `Please ask ${place} why, and what to do next.`,
  9: (place) =>
    `Take your receipt to ${place} to fetch the result, in office hours; ask first whether it has arrived.`,
  10: () => "",
};
