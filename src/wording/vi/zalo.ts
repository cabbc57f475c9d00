/** What a question needs beside itself where there is nothing, or not everything, to tap. */
export const zaloWording = {
  typeNumber: "Bác nhắn số của câu trả lời giúp cháu nhé.",
  shareLocation:
    "Để gửi vị trí trên Zalo: bác bấm dấu ba chấm (hoặc dấu cộng) cạnh ô nhắn tin, rồi chọn “Vị trí”.",
};
