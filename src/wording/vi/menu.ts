/** The menu, and what stands behind it. */
export const menuWording = {
  ask: "Bác cần làm giấy tờ gì ạ? Bác chọn một mục, hoặc nhắn tên việc, ví dụ: “làm giấy khai sinh”.",
  askIn: (title: string) => `${title}: bác cần việc nào ạ?`,
  resume: "Làm tiếp việc dở",
  resumeFull: (title: string) => `Làm tiếp việc đang dở: ${title}`,
  point: "Điểm hướng dẫn",
  pointFull: "Tìm điểm hướng dẫn gần nhất đang mở",
  pointWords: ["điểm gần nhất", "tìm điểm", "chỗ nào gần"],
  dossier: "Hồ sơ của tôi",
  dossierFull: "Hồ sơ đã nộp đến đâu rồi",
  dossierWords: ["tra hồ sơ", "tra cứu hồ sơ", "mã hồ sơ", "hồ sơ đến đâu"],
  back: "Chọn mục khác",
  backWords: ["mục khác", "việc khác", "không có"],
  person: "Gặp người",
  personFull: "Gặp người hướng dẫn",
};
