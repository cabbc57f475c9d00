import { lines } from "./lines.ts";

/** What a yes/no question turns on: "có cần … không" asks for papers where one is named, else whether it must be done. */
export const objects = {
  paper: lines(
    "giấy, giấy tờ, bản sao, bản gốc, bản chính, bản photo, photo, công chứng, chứng thực, sao y, ảnh, hình, tờ khai, sổ hộ khẩu, sổ, chứng sinh",
    "hộ khẩu, căn cước, giấy ủy quyền, giấy kết hôn, giấy khai sinh, giấy xác nhận, hóa đơn, hợp đồng, chữ ký, con dấu, đóng dấu, ảnh thẻ, giấy khám sức khỏe, thẻ, bằng cấp, giấy báo tử, chứng tử, giấy ra viện, xác nhận, bản dịch, sổ tạm trú, giấy tạm trú, phiếu, thẻ bảo hiểm, bằng lái, cccd, cmnd, bản cứng",
  ),
  /** To get a paper, not to hand it in: "có phải làm thẻ căn cước không". */
  making: lines("làm, đổi, cấp, xin, đăng ký, mua, đổi lại, làm lại, xin lại, cấp lại"),
  effort: lines(
    "chụp ảnh, chụp hình, lấy vân tay, lăn tay, mang xe, đem xe, đưa xe, đến trực tiếp, đi trực tiếp, có mặt, phỏng vấn, xếp hàng, đặt lịch, lấy số, đặt hẹn, hẹn trước",
    "đăng ký trước, đi lại, dẫn theo, dẫn con, đưa con, chở, đi cùng, cùng đi, tự đến, quét mặt, làm lại từ đầu, báo công an, trình báo",
  ),
  /** To go somewhere or bring somebody: the way, where no paper is named. */
  moving: lines("đến, ra, lên, về, mang, dẫn, chụp, ký tên, trực tiếp, đích thân, quay lại, đi xa"),
  place: lines(
    "ở xã, ở phường, ở huyện, ở quận, ở tỉnh, ở ủy ban, ở công an, ở văn phòng, ở nơi, ở chỗ, ở quê, ở thành phố, ở tỉnh khác, ở nơi khác, ở phường khác, ở xã khác, ở trung tâm, ở bưu điện",
    "tại xã, tại phường, tại huyện, tại quận, tại tỉnh, tại ủy ban, tại công an, tại văn phòng, tại nơi, tại chỗ, tại quê, tại nhà, tại thành phố, tại trung tâm, tại bưu điện, tại địa phương",
    "lên xã, lên phường, lên huyện, lên quận, lên tỉnh, ra xã, ra phường, ra ủy ban, ra công an, ra huyện, về quê, về xã, về phường, về nơi, về tỉnh, lên ủy ban, lên công an, khác tỉnh",
    "tỉnh khác, nơi khác, xã khác, phường khác, chỗ khác, thành phố khác, quận khác, huyện khác, nơi tạm trú, nơi thường trú, nơi ở, bất kỳ đâu, ở đâu cũng, đâu cũng được, trái tuyến",
    "ủy ban có, xã có, phường có, công an có, công an xã có, phường mình có, xã mình có, ủy ban xã, ủy ban phường, cấp xã có, cấp xã, văn phòng công chứng",
  ),
  office: lines(
    "trung tâm hành chính công, trung tâm phục vụ hành chính công, hành chính công, trung tâm hành chính, bộ phận một cửa, một cửa, ủy ban, ủy ban phường, ủy ban xã, trụ sở",
    "điểm hướng dẫn, điểm hỗ trợ, điểm phục vụ, điểm dịch vụ công, điểm tiếp nhận, văn phòng khu phố, cơ quan, đơn vị, cơ quan này, đơn vị này, công an phường, công an xã, đồn công an",
    "công an, bưu điện, nhà văn hóa, chi nhánh, văn phòng đăng ký đất đai, cơ quan thuế, cơ quan bảo hiểm, phường, xã, khu phố, tổ dân phố, chỗ này, bên mình, bên bạn, tòa nhà, phòng tiếp dân",
  ),
  /** The wish to have something done: with one, "ở đâu" asks for the authority and not for the way. */
  doing: lines(
    "làm, nộp, xin, đăng ký, cấp, đổi, mua, đóng, khai, nhận, lãnh, rút, báo, sửa, cải chính, chứng thực, công chứng, sao y, gia hạn, sang tên, cấp lại, lấy, ký, tách, xóa, chuyển, bổ sung",
  ),
} as const;
