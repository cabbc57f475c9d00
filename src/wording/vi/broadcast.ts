/** What stands around an official's own words when they go to many. */
export interface Announcement {
  readonly agency: string;
  readonly title: string;
  readonly text: string;
  /** Goes to the agency's own people only. */
  readonly isTrial: boolean;
}

const howToStop = "Bác không muốn nhận tin chung nữa thì nhắn “ngừng tin chung”.";

export const broadcastWording = {
  push: ({ agency, title, text, isTrial }: Announcement) => {
    const trial = isTrial ? "[Tin thử] " : "";
    return {
      subject: `${trial}${title}`,
      text: `${trial}${agency} thông báo: ${title}\n\n${text}\n\n${howToStop}`,
      short: `${trial}${agency}: ${text}`,
    };
  },
  askConsent:
    "Bác có muốn nhận cả tin chung của cơ quan này không ạ? Ví dụ: ngày nghỉ, đổi chỗ làm việc. Bác nhắn “ngừng tin chung” lúc nào cũng được.",
  paired: "Cuộc trò chuyện này nay nhận tin thử của bàn làm việc.",
  notPaired:
    "Mã thử này không đúng hoặc đã quá 15 phút. Bác lấy mã mới ở bàn làm việc rồi nhắn lại.",
  stopped: (hadConsent: boolean): string =>
    hadConsent
      ? "Cháu đã ngừng tin chung. Tin về hồ sơ bác theo dõi thì cháu vẫn báo ạ."
      : "Bác hiện không nhận tin chung nào ạ.",
};
