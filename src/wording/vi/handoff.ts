import { formatDay } from "./moments.ts";

/** A person to talk to: whom to call, or where to go. */
export const handoffWording = {
  missed: "Cháu xin lỗi, cháu vẫn chưa hiểu ý bác.",
  handedOver: (due: string, now: Date) =>
    `Cháu đã chuyển mấy tin vừa rồi của bác cho người hướng dẫn. Bác sẽ được trả lời ngay tại đây, chậm nhất ${formatDay(due, now)}.`,
  callPoint: (point: string, phone: string) =>
    `Bác gọi ${point}, số ${phone}, trong giờ làm việc có người nghe và giúp bác.`,
  callLine: (phone: string) => `Bác gọi số ${phone}, trong giờ làm việc có người nghe và giúp bác.`,
  visit: (point: string, address: string | null, hours: string) =>
    `Bác gặp người hướng dẫn tại ${point}${address === null ? "" : `, ${address}`}. ${hours} Cháu chưa có số điện thoại của điểm này.`,
  noPhone:
    "Cháu chưa có số điện thoại nào để bác gọi. Bác cho cháu biết bác ở đâu, cháu tìm điểm hướng dẫn gần nhất để bác đến gặp người nhé.",
  ask: "Bác muốn làm gì tiếp ạ?",
  keepOn: "Trả lời tiếp",
  keepOnFull: (title: string) => `Trả lời tiếp: ${title}`,
  point: "Điểm gần nhất",
  pointFull: "Tìm điểm hướng dẫn gần nhất",
  person: "Gặp người",
  personFull: "Gặp người hướng dẫn",
  menu: "Về menu",
};
