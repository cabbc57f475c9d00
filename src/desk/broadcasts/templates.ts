/** Broadcasts that offices send often. What differs is in square brackets; the form refuses to send these. */
export const broadcastTemplates = [
  {
    id: "mat-dien",
    name: "Mất điện",
    title: "Mất điện [ngày], tạm ngừng tiếp nhận",
    text: "Do mất điện, bộ phận một cửa tạm ngừng tiếp nhận từ [giờ] đến [giờ] ngày [ngày]. Bác nộp hồ sơ trên mạng, hoặc đến sau giờ này giúp ạ.",
  },
  {
    id: "nghi-le",
    name: "Nghỉ lễ",
    title: "Nghỉ lễ [tên ngày lễ]",
    text: "Bộ phận một cửa nghỉ từ [ngày] đến hết [ngày], làm việc lại từ [ngày]. Hồ sơ nộp trên mạng trong những ngày này được xem từ ngày làm việc lại.",
  },
  {
    id: "luu-dong",
    name: "Tiếp nhận lưu động",
    title: "Tiếp nhận hồ sơ lưu động tại [nơi]",
    text: "Ngày [ngày], từ [giờ] đến [giờ], cán bộ nhận hồ sơ và hướng dẫn tại [nơi]. Bác nhớ mang căn cước và giấy tờ liên quan.",
  },
  {
    id: "doi-gio",
    name: "Đổi giờ làm việc",
    title: "Đổi giờ làm việc từ [ngày]",
    text: "Từ [ngày], bộ phận một cửa làm việc từ [giờ] đến [giờ], các ngày [thứ].",
  },
] as const;

/** Returns the title and text of a template; nothing if there is none of this id. */
export function fieldsOfTemplate(id: unknown): Readonly<Record<string, string>> {
  const found = broadcastTemplates.find((one) => one.id === id);
  return found === undefined ? {} : { title: found.title, text: found.text };
}

/** Whether a text still has a place to fill in by hand. */
export function hasOpenPlace(text: string): boolean {
  return /\[[^[\]]*\]/.test(text);
}
